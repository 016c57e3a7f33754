// npm run restore -- --from FILE --to FOLDER: restores a backup into an empty folder.
import { readArguments } from '../../ports/command-line.ts';
import { readDecryptionKeys } from './backup-key.ts';
import { restoreBackup } from './restore.ts';
import { fail, readSettingsFile, warnIfOwnedByRoot } from './settings.ts';

const usage = `用法：npm run restore -- --from 备份文件 --to 文件夹 [--identity 私钥文件] [--env-file 文件]

把一份备份恢复到空文件夹（可以作为网站的 DATA_DIR）。先把备份从头到尾校验一遍，不对就什么也不写；
再解开、把数据库升级到本版本、核对公开记录，都对了才放到位。已有的记录不会被覆盖。
新旧两种备份（.tar.age 和 .mingbai）都能恢复，程序自己分辨。

--identity：私钥文件，与做备份时的 BACKUP_RECIPIENT 对应。用 BACKUP_KEY 加密的备份不用它，设置 BACKUP_KEY 即可。
备份里没有网站的密钥：恢复以后，要用另外保存的 AUTH_SECRET、CODE_SECRET 和 CONTACT_KEY 启动网站，
否则查询码、动态口令、姓名和联系方式都找不回来。`;

const { values } = readArguments(usage, {
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    identity: { type: 'string' },
    'env-file': { type: 'string' },
  },
});

process.umask(0o077);
try {
  readSettingsFile(values['env-file']);
  if (!values.from || !values.to) throw new Error(usage);
  const keys = readDecryptionKeys(process.env, values.identity);
  const { manifest, migrated } = await restoreBackup(values.from, values.to, keys);
  const { office, at, comments, events, files, head, findings, faults } = manifest;
  console.info(`已恢复 ${office}（备份于 ${at}）：${comments}件留言，${events}条办理记录，${files.length - 1}个附件。`);
  if (migrated.length > 0) console.info(`数据库已升级：${migrated.join('、')}`);
  console.info(`公开记录完整，校验值 ${head}：请与公开过的或另外记下的校验值比对。`);
  for (const finding of findings) console.error(`做备份时，公开记录就有这个问题：${finding}`);
  for (const key of faults) console.error(`做备份时，就缺这个附件：${key}`);
  console.info(
    '启动网站要用原来的 AUTH_SECRET、CODE_SECRET 和 CONTACT_KEY（备份里没有）；没有它们，查询码、动态口令、姓名和联系方式都找不回来。',
  );
  warnIfOwnedByRoot(values.to, office);
} catch (error) {
  fail(error);
}
