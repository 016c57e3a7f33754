// The self-hosted home inside the test's own process.

import { type RunningServer, startServer } from '../../api/homes/node/server.ts';
import type { LogEntry } from '../../api/ports/log.ts';
import { testSettings } from './test-settings.ts';

export const nodeSettings = (data: string) => ({ ...testSettings, DATA_DIR: data, PORT: '0' });

export async function startTestServer(
  settings: Record<string, string>,
): Promise<{ server: RunningServer; log: LogEntry[] }> {
  const log: LogEntry[] = [];
  const server = await startServer(settings, (entry) => log.push(entry));
  return { server, log };
}
