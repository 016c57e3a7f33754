// npm run import:record: imports an exported record into the other home.
import { readArguments } from '../../ports/command-line.ts';
import { importRecord, importToEdge } from './import.ts';
import { fail, warnIfOwnedByRoot } from './settings.ts';
import { openEdge } from './wrangler-d1.ts';

const usage = `用法：npm run import:record -- --from 文件夹 --to DATA_DIR
      npm run import:record -- --from 文件夹 --edge DB (--state 文件夹 | --remote)

把 npm run export 导出的文件夹导入自己的服务器，或导入 Cloudflare 上一个已建好表的空数据库（--edge 写明 wrangler.toml 里的
绑定名）；导入后逐行读回，并核对公开记录。导入 Cloudflare 时，附件（导出文件夹里的 files）另用对象存储的工具传进存储桶。
两处要用同样的 AUTH_SECRET、CODE_SECRET 和 CONTACT_KEY：查询码、动态口令和联系方式都靠它们。`;

const { values } = readArguments(usage, {
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    edge: { type: 'string' },
    state: { type: 'string' },
    remote: { type: 'boolean', default: false },
  },
});

process.umask(0o077);
try {
  const { from, to, edge, state, remote } = values;
  if (!from || Boolean(to) === Boolean(edge) || (edge && remote === Boolean(state))) throw new Error(usage);
  const manifest = to ? await importRecord(from, to) : await importToEdge(from, openEdge(edge ?? '', state ?? null));
  const { office, comments, events, head } = manifest;
  console.info(
    `已导入 ${office}：${comments}件留言，${events}条办理记录，公开记录的校验值 ${head}；逐行读回，与导出的一致。`,
  );
  if (to) warnIfOwnedByRoot(to, office);
} catch (error) {
  fail(error);
}
