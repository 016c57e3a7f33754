// The self-hosted home inside the test's own process.

import { type RunningServer, startServer } from '../../api/homes/node/server.ts';
import type { LogEntry } from '../../api/ports/log.ts';
import { testSettings } from './test-settings.ts';

export const nodeSettings = (data: string) => ({ ...testSettings, DATA_DIR: data, PORT: '0' });

/** @param steadyNow the rate limits' clock, for tests that count requests within one minute */
export async function startTestServer(
  settings: Record<string, string>,
  steadyNow?: () => number,
): Promise<{ server: RunningServer; log: LogEntry[] }> {
  const log: LogEntry[] = [];
  const server = await startServer(settings, (entry) => log.push(entry), steadyNow);
  return { server, log };
}
