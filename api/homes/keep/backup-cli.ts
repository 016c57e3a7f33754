// npm run backup -- --to FOLDER: backs up each office of a self-hosted server while it runs.
import { join } from 'node:path';
import { readArguments } from '../../ports/command-line.ts';
import { acquireLock, databaseFile } from '../node/stores.ts';
import { type BackupOptions, makeBackup } from './backup.ts';
import { listOffices } from './backup-folder.ts';
import { readEncryptionKey, writeNewIdentity } from './backup-key.ts';
import { recordBackup } from './job-note.ts';
import { describeError, fail, readDataFolder, readSettingsFile } from './settings.ts';

const usage = `用法：npm run backup -- --to 文件夹 [--keep 30] [--env-file 文件]
      npm run backup -- --new-identity 私钥文件

把 DATA_DIR 里每个地区各备份成一个加密文件（地区-时间.tar.age），写完再从头读一遍，并核对公开记录。网站不用停。
备份是标准的 age 加密文件，里面是 tar 包；没有本程序也能打开：age -d -i 私钥文件 备份.tar.age | tar -x

BACKUP_RECIPIENT：age 公钥（age1…；可以有几个，用逗号隔开）。服务器上只放公钥，备份只有私钥能打开。
                  用 --new-identity 生成一对：私钥写进文件，公钥打印出来。私钥放在服务器以外，至少两处。
BACKUP_KEY：      以前用的对称密钥（64位十六进制数）。没有设置 BACKUP_RECIPIENT 时用它加密，也就是 age 的口令。
--keep：每个地区保留最新的几份，默认30份；新备份核对无误后才删最旧的。
备份里没有 AUTH_SECRET、CODE_SECRET 和 CONTACT_KEY，请另存在别处：没有它们，查询码、动态口令、姓名和联系方式都找不回来。`;

const { values } = readArguments(usage, {
  options: {
    to: { type: 'string' },
    keep: { type: 'string', default: '30' },
    'env-file': { type: 'string' },
    'new-identity': { type: 'string' },
  },
});

async function makeIdentity(file: string): Promise<void> {
  const recipient = await writeNewIdentity(file, Date.now());
  console.info(`私钥已写入 ${file}。请把它存到服务器以外至少两处，再从服务器上删掉：没有它，备份打不开。
公钥如下，请写进备份的设置（如 /etc/mingbai-backup.env）：
BACKUP_RECIPIENT=${recipient}`);
}

/** Records the outcome for the status page. If that fails, the backup itself is still valid. */
function recordOutcome({ dataFolder, office }: BackupOptions, hasSucceeded: boolean, text: string): void {
  try {
    recordBackup(databaseFile(dataFolder, office), hasSucceeded, Date.now(), text);
  } catch (error) {
    console.error(`${office}：备份结果没能记到“运行状态”页：${describeError(error)}`);
  }
}

/** @returns whether the backup succeeded and the record is intact */
async function backUp(options: BackupOptions): Promise<boolean> {
  const { office } = options;
  try {
    const { path, manifest, warnings } = await makeBackup(options);
    const { comments, events, head, files } = manifest;
    console.info(
      `${path}：${comments}件留言，${events}条办理记录，${files.length - 1}个附件，公开记录的校验值 ${head}`,
    );
    for (const warning of warnings) console.error(`${office}：记录有问题，旧备份全部保留：${warning}`);
    const isIntact = warnings.length === 0;
    recordOutcome(options, isIntact, isIntact ? `${comments}件留言` : '备份已做，但记录有问题');
    return isIntact;
  } catch (error) {
    console.error(`${office}：没有备份成：${describeError(error)}`);
    recordOutcome(options, false, error instanceof Error ? error.name : 'Error');
    return false;
  }
}

async function backUpAll(backupFolder: string, keepCount: number): Promise<void> {
  const dataFolder = readDataFolder(process.env);
  const key = readEncryptionKey(process.env);
  const { offices, unrecognized: strangers } = listOffices(dataFolder);
  for (const name of strangers) console.info(`${join(dataFolder, name)} 不是地区的文件夹名，没有备份它。`);
  if (offices.length === 0) throw new Error(`${dataFolder} 里没有任何地区的记录：请检查 DATA_DIR。`);
  const lock = acquireLock(
    join(dataFolder, 'backup.lock'),
    new Error('这台服务器正在做另一次备份：请等它结束，再看要不要重做。'),
  );
  let failures = 0;
  // If one office fails, still back up the others.
  for (const office of offices)
    if (!(await backUp({ dataFolder, office, backupFolder, key, keepCount, now: Date.now() }))) failures++;
  lock.close();
  if (failures > 0) throw new Error(`${offices.length}个地区中有${failures}个需要处理：原因见上。`);
}

process.umask(0o077);
try {
  readSettingsFile(values['env-file']);
  const { to } = values;
  const keep = Number(values.keep);
  if (values['new-identity']) await makeIdentity(values['new-identity']);
  else if (!to || !Number.isInteger(keep) || keep < 1) throw new Error(usage);
  else await backUpAll(to, keep);
} catch (error) {
  fail(error);
}
