// Lines of the log: one JSON object each, with the number of the request or run that they belong to.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inRun, writeLog } from '../../api/ports/log.ts';

let lines: unknown[] = [];
beforeEach(() => {
  lines = [];
  const keep = (line: string) => void lines.push(JSON.parse(line));
  vi.spyOn(console, 'info').mockImplementation(keep);
  vi.spyOn(console, 'error').mockImplementation(keep);
});
afterEach(() => vi.restoreAllMocks());

const at = Date.parse('2026-11-20T09:00:00+08:00');
const say = async (message: string) => {
  await Promise.resolve();
  writeLog({ level: 'info', message }, at);
};

describe('the log', () => {
  it('carries the number of what is being worked on, whatever else goes on at the same time', async () => {
    await Promise.all([inRun('run-1', () => say('notes')), inRun('run-2', () => say('upkeep')), say('start')]);
    expect(lines).toEqual([
      { at: '2026-11-20T01:00:00.000Z', level: 'info', message: 'notes', requestId: 'run-1' },
      { at: '2026-11-20T01:00:00.000Z', level: 'info', message: 'upkeep', requestId: 'run-2' },
      { at: '2026-11-20T01:00:00.000Z', level: 'info', message: 'start', requestId: '' },
    ]);
  });

  it('keeps the number that a line names itself', () => {
    inRun('run-1', () => writeLog({ level: 'error', message: 'failed', requestId: 'request-7' }, at));
    expect(lines).toMatchObject([{ level: 'error', requestId: 'request-7' }]);
  });
});
