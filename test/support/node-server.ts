// Servers of the home on plain Node, for tests: settings that need no file, folders that are gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '../../api/deps.ts';
import { type RunningServer, startServer } from '../../api/node/server.ts';
import { testSettings } from './test-settings.ts';

export const makeDataFolder = () => mkdtempSync(join(tmpdir(), 'mingbai-data-'));
export const dropFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });

export const nodeSettings = (data: string) => ({ ...testSettings, DATA_DIR: data, PORT: '0' });

export async function startTestServer(
  settings: Record<string, string>,
): Promise<{ server: RunningServer; log: LogEntry[] }> {
  const log: LogEntry[] = [];
  const server = await startServer(settings, (entry) => log.push(entry));
  return { server, log };
}
