import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { countOn, listProofReceipts } from '../support/announced.ts';

const workingDays = { simple: 1, standard: 5 };
const receipts = listProofReceipts();

// Each run starts a child process in its own time zone.
describe('npm run deadline', { timeout: 180_000 }, () => {
  const run = (zone: string, input: string) =>
    spawnSync(process.execPath, ['api/homes/local/deadline.ts'], {
      input,
      encoding: 'utf8',
      env: { ...process.env, TZ: zone },
      maxBuffer: 64_000_000,
    });
  const lines = receipts.map(({ received, kind }) => JSON.stringify({ received, kind })).join('\n');

  it('npm run deadline prints byte-identical due dates in every system time zone', () => {
    const [first, ...others] = ['UTC', 'America/New_York', 'Asia/Kolkata'].map((zone) => run(zone, lines));
    expect([first?.status, first?.stderr]).toEqual([0, '']);
    const answers = (first?.stdout ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { dueOn: string });
    expect(answers).toHaveLength(receipts.length);
    const differing = receipts.filter(({ receivedOn, kind }, index) => {
      const dueOn = countOn(receivedOn, workingDays[kind]);
      return dueOn !== null && answers[index]?.dueOn !== dueOn;
    });
    expect(differing).toEqual([]);
    for (const other of others) expect(other.stdout === first?.stdout).toBe(true);
  });

  it('npm run deadline names each unreadable line, answers the others and exits with 1', () => {
    const good = '{"received":"2026-11-20T01:00:00.000Z","kind":"standard"}';
    const answer = run(
      'UTC',
      [good, '{"received":"2026-11-20"', '', '{"received":"2026-11-20T09:00:00","kind":"x"}', good].join('\n'),
    );
    expect(answer.status).toBe(1);
    expect(
      answer.stderr
        .trim()
        .split('\n')
        .map((line) => line.slice(0, 4)),
    ).toEqual(['第2行：', '第4行：']);
    expect(answer.stderr).toContain(
      'received 要写成带时区的时刻，如 2026-11-20T09:00:00+08:00；kind 只能是 simple（简单问题）或 standard（一般问题）',
    );
    const [first, second, ...more] = answer.stdout.trim().split('\n');
    expect(JSON.parse(first ?? '')).toMatchObject({
      dueOn: '2026-11-27',
      dueAt: '2026-11-27T16:00:00.000Z',
      provisional: false,
    });
    expect([second, more]).toEqual([first, []]);
  });
});
