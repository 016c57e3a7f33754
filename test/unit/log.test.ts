// The log writes one JSON object per line, with the id of its request or run.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withRunId, writeLog } from '../../api/ports/log.ts';

let lines: unknown[] = [];
beforeEach(() => {
  lines = [];
  const parseLine = (line: string) => void lines.push(JSON.parse(line));
  vi.spyOn(console, 'info').mockImplementation(parseLine);
  vi.spyOn(console, 'error').mockImplementation(parseLine);
});
afterEach(() => vi.restoreAllMocks());

const at = Date.parse('2026-11-20T09:00:00+08:00');
const logLater = async (message: string) => {
  await Promise.resolve();
  writeLog({ level: 'info', message }, at);
};

describe('the log', () => {
  it('the log tags each line with its own run’s id during concurrent work', async () => {
    await Promise.all([
      withRunId('run-1', () => logLater('notes')),
      withRunId('run-2', () => logLater('upkeep')),
      logLater('start'),
    ]);
    expect(lines).toEqual([
      { at: '2026-11-20T01:00:00.000Z', level: 'info', message: 'notes', requestId: 'run-1' },
      { at: '2026-11-20T01:00:00.000Z', level: 'info', message: 'upkeep', requestId: 'run-2' },
      { at: '2026-11-20T01:00:00.000Z', level: 'info', message: 'start', requestId: '' },
    ]);
  });

  it('the log keeps a request id that the line sets itself', () => {
    withRunId('run-1', () => writeLog({ level: 'error', message: 'failed', requestId: 'request-7' }, at));
    expect(lines).toMatchObject([{ level: 'error', requestId: 'request-7' }]);
  });
});
