// npm run serve: the site on this machine's own Node, behind a proxy that ends TLS (api/node/deploy/ has examples).
import { parseArgs } from 'node:util';
import { loadSettings } from './env-file.ts';
import { startServer } from './server.ts';

const { values } = parseArgs({ options: { 'env-file': { type: 'string' } } });

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

// What is written here is nobody else's: databases, their logs, attachments.
process.umask(0o077);
try {
  if (values['env-file']) loadSettings(values['env-file']);
  const server = await startServer(process.env);
  console.info(`明白账  ${server.origin}`);
  process.send?.('ready');
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    server.close().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
  process.on('disconnect', end);
} catch (error) {
  fail(error);
}
