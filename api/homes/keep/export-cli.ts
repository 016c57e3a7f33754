// npm run export: exports a record to a folder, for import into the other home.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../../ports/command-line.ts';
import { databaseFile } from '../node/stores.ts';
import { exportRecord } from './export.ts';
import { fetchRecord } from './import.ts';
import { officeSchema } from './manifest.ts';
import { fail, readDataFolder, readSettingsFile } from './settings.ts';
import { takeSnapshot } from './snapshot.ts';
import { openEdge } from './wrangler-d1.ts';

const usage = `用法：npm run export -- --office 地区代码 --to 空文件夹 [--env-file 文件]
      npm run export -- --office 地区代码 --to 空文件夹 --edge DB (--state 文件夹 | --remote) [--files 文件夹]

把一个地区的记录导出成文件夹：record.sql（SQL 语句）、files（附件）和 manifest.json（清单），供另一处导入。
从自己的服务器导出：设置 DATA_DIR；导出的是某一时刻的内容，网站不用停。
从 Cloudflare 导出：--edge 写明 wrangler.toml 里的数据库绑定名，--state 是本地模拟库的文件夹，--remote 是线上的库；
附件先从存储桶复制下来，用 --files 写明文件夹。线上的库要逐页读，宜在夜里做：有人同时写入，就什么也不导出，重做即可。
要彻底搬家，先停掉旧网站，以免导出之后还有留言进来。
导出的文件夹没有加密，全部内容都在里面：请像保管数据库一样保管，另一处导入以后就删掉。`;

const { values } = readArguments(usage, {
  options: {
    office: { type: 'string' },
    to: { type: 'string' },
    edge: { type: 'string' },
    state: { type: 'string' },
    remote: { type: 'boolean', default: false },
    files: { type: 'string' },
    'env-file': { type: 'string' },
  },
});

process.umask(0o077);
const scratchFolder = mkdtempSync(join(tmpdir(), 'mingbai-export-'));
process.once('exit', () => rmSync(scratchFolder, { recursive: true, force: true }));
try {
  readSettingsFile(values['env-file']);
  const { to, edge, state, remote } = values;
  if (!to || !values.office || (edge && remote === Boolean(state))) throw new Error(usage);
  const office = officeSchema.parse(values.office);
  const snapshot = join(scratchFolder, 'record.db');
  const source = edge ? openEdge(edge, state ?? null) : null;
  if (source) await fetchRecord(source, snapshot);
  else takeSnapshot(databaseFile(readDataFolder(process.env), office), snapshot);
  const files = edge ? (values.files ?? null) : join(readDataFolder(process.env), office, 'files');
  const { comments, events, head, missing, rows } = await exportRecord(
    { snapshot, office, files, now: Date.now() },
    to,
  );
  console.info(`${to}：${comments}件留言，${events}条办理记录，公开记录的校验值 ${head}`);
  if (missing.length > 0) {
    const names = `${missing.slice(0, 5).join('、')}${missing.length > 5 ? ' 等' : ''}`;
    console.error(`缺${missing.length}个附件：${names}。请检查附件的文件夹（--files）是否完整，补齐后重新导出。`);
  }
  // A database from before migration 0013 has no table `jobs`.
  if (source && 'jobs' in rows) {
    const missingNote = missing.length > 0 ? `，缺${missing.length}个附件` : '';
    source.recordExport(missing.length === 0, Date.now(), `${comments}件留言${missingNote}`);
  }
} catch (error) {
  fail(error);
}
