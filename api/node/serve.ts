// npm run serve: the site on this machine's own Node, behind a proxy that ends TLS (api/node/deploy/ has examples).
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startServer } from './server.ts';

const { values } = parseArgs({ options: { 'env-file': { type: 'string' } } });

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

/** Reads settings from a file; what the environment says already stands. */
function loadSettings(file: string): void {
  // Windows has no such bits.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0) {
    throw new Error(`${file} holds secrets and can be read by everybody on this machine: chmod 600 ${file}`);
  }
  process.loadEnvFile(file);
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
