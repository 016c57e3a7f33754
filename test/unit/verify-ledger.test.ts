import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deriveCheckCode } from '../../api/domain/ledger/ledger.ts';
import { sealHourly, writeSteps } from '../support/ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ledger = await sealHourly(writeSteps());
const [first] = ledger.events;
if (!first) throw new Error('a ledger has events');
const code = await deriveCheckCode(first.leaf);

function verify(text: string, ...codes: string[]) {
  const file = join(folder, 'ledger.json');
  writeFileSync(file, text);
  return spawnSync(process.execPath, ['api/homes/local/verify-ledger.ts', file, ...codes], { encoding: 'utf8' });
}

// Each run starts a child process that has only the file.
describe('npm run verify:ledger', () => {
  it('verify:ledger accepts an intact ledger and finds a receipt’s event however its codes are typed', () => {
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const { status, stdout, stderr } = verify(JSON.stringify(ledger), first.receiptCode.toLowerCase(), typed);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('校验值相符。');
    expect(stdout).toContain('2020-01-28 09:02  收到  resident');
    expect(stdout).toContain(`校验值 ${ledger.head}：没有发现问题。`);
  });

  it('verify:ledger names a changed event and no longer finds its receipt', () => {
    const changed = JSON.stringify(ledger).replace('2020-01-28T01:02', '2020-01-28T01:03');
    const { status, stdout, stderr } = verify(changed, first.receiptCode, code);
    expect(status).toBe(1);
    expect(stderr).toContain(`第 1 条（${first.receiptCode} received）：内容与它的指纹不符：被改动过`);
    expect(stdout).toContain('公开记录里没有这一条');
  });

  it('verify:ledger rejects a check code that belongs to another receipt', () => {
    const other = ledger.events.find(({ receiptCode }) => receiptCode !== first.receiptCode)?.receiptCode ?? '';
    expect(verify(JSON.stringify(ledger), other, code).status).toBe(1);
  });

  it.each([
    ['is truncated', JSON.stringify(ledger).slice(0, -100)],
    ['has an unknown field', JSON.stringify({ ...ledger, note: 'x' })],
    ['is not a ledger', '[]'],
  ])('verify:ledger refuses a ledger file that %s', (_, text) => {
    const { status, stderr } = verify(text);
    expect([status, stderr.includes('不是导出的公开记录')]).toEqual([1, true]);
  });

  it('verify:ledger reports a missing file', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['api/homes/local/verify-ledger.ts', join(folder, 'none.json')],
      {
        encoding: 'utf8',
      },
    );
    expect([status, stderr.startsWith('读不了')]).toEqual([1, true]);
  });
});
