// npm run serve: runs the site on Node, behind a proxy that terminates TLS (examples in api/homes/node/deploy/).
import { explainError, readArguments } from '../../ports/command-line.ts';
import { loadSettings } from './env-file.ts';
import { startServer } from './server.ts';

const usage = `用法：npm run serve [-- --env-file 文件]

在自己的服务器上运行网站，数据在 DATA_DIR。设置取自环境变量，或取自 --env-file 的文件；各项设置见 content/docs/operate.zh.md。`;

const { values } = readArguments(usage, { options: { 'env-file': { type: 'string' } } });

function fail(error: unknown): never {
  console.error(explainError(error));
  process.exit(1);
}

// Files created here are private: databases, their journals, attachments.
process.umask(0o077);
try {
  if (values['env-file']) loadSettings(values['env-file']);
  const server = await startServer(process.env);
  console.info(`明白账  ${server.origin}`);
  process.send?.('ready');
  let isShuttingDown = false;
  const shutDown = () => {
    if (isShuttingDown) return;
    isShuttingDown = true;
    server.close().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, shutDown);
  process.on('disconnect', shutDown);
} catch (error) {
  fail(error);
}
