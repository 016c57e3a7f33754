import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deriveCheckCode } from '../../api/domain/ledger/ledger.ts';
import { writeLedger } from '../../api/domain/ledger/ledger-text.ts';
import { makeNonce, readTimeStampResponse, writeTimeStampRequest } from '../../api/domain/ledger/time-stamp.ts';
import { calendarFile, recomputeHashes, sealHourly, writeSteps } from '../support/ledger.ts';
import { openAuthority } from '../support/time-stamp-authority.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ledger = await sealHourly(writeSteps());
const [first] = ledger.events;
if (!first) throw new Error('a ledger has events');
const code = await deriveCheckCode(first.leaf);

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const calendar = write('calendar.json', JSON.stringify(calendarFile));

const run = (...given: string[]) =>
  spawnSync(process.execPath, ['api/homes/local/verify-ledger.ts', ...given], { encoding: 'utf8' });

/** Verifies a file of this text, with the calendars of its time. */
const verify = (text: string, ...more: string[]) => run(write('ledger.json', text), ...more, '--calendar', calendar);

// Each run starts a child process that has only the file.
describe('npm run verify:ledger', () => {
  it('verify:ledger accepts an intact ledger and finds a receipt’s event however its codes are typed', () => {
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const { status, stdout, stderr } = verify(writeLedger(ledger), first.receiptCode.toLowerCase(), typed);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('校验值相符。');
    expect(stdout).toContain('2020-01-28 09:02  收到  resident');
    expect(stdout).toContain(`校验值 ${ledger.head}：没有发现问题。`);
  });

  it('verify:ledger names a changed event and no longer finds its receipt', () => {
    const changed = writeLedger(ledger).replace('2020-01-28T01:02', '2020-01-28T01:03');
    const { status, stdout, stderr } = verify(changed, first.receiptCode, code);
    expect(status).toBe(1);
    expect(stderr).toContain(`第 1 条（${first.receiptCode} received）：内容与它的指纹不符：被改动过`);
    expect(stdout).toContain('公开记录里没有这一条');
  });

  it('verify:ledger rejects a check code that belongs to another receipt', () => {
    const other = ledger.events.find(({ receiptCode }) => receiptCode !== first.receiptCode)?.receiptCode ?? '';
    expect(verify(writeLedger(ledger), other, code).status).toBe(1);
  });

  it.each([
    ['is truncated', writeLedger(ledger).slice(0, -100)],
    ['has an unknown field', `{"note":"x",${writeLedger(ledger).slice(1)}`],
    ['is not a ledger', '[]'],
  ])('verify:ledger refuses a ledger file that %s', (_, text) => {
    const { status, stderr } = verify(text);
    expect([status, stderr.includes('不是导出的公开记录')]).toEqual([1, true]);
  });

  it('verify:ledger reports a missing file', () => {
    const { status, stderr } = run(join(folder, 'none.json'));
    expect([status, stderr.startsWith('读不了')]).toEqual([1, true]);
  });

  it.each([
    ['no file', []],
    ['a receipt code without its check code', ['ledger.json', 'GX200128-00001']],
    ['an unknown option', ['ledger.json', '--loud']],
    ['a head that is none', ['ledger.json', '--head', '12ab']],
    ['another file as calendar', ['ledger.json', '--calendar', 'package.json']],
  ])('verify:ledger explains wrong use by %s, with an exit code of its own', (_, given) => {
    const { status, stderr } = run(...given);
    expect(status).toBe(2);
    expect(stderr).toMatch(/用法|--head|--calendar/u);
  });

  it('verify:ledger finds a comment assigned by a unit, even under hashes that fit', async () => {
    const forged = structuredClone(ledger);
    for (const event of forged.events) if (event.type === 'assigned') event.by = 'unit';
    const { status, stderr } = verify(writeLedger(await recomputeHashes(forged)));
    expect([status, stderr.split('\n')[0]]).toEqual([
      1,
      '第 4 条（GX200128-00001 assigned）：当时不能“分办”：与此前的办理经过不符',
    ]);
  });

  it('verify:ledger judges a ledger by the calendars that the software has, unless another site’s are given', () => {
    const { status, stderr } = run(write('ledger.json', writeLedger(ledger)));
    expect([status, stderr]).toEqual([1, expect.stringContaining('没有第2版日历')]);
  });
});

/** The ledger as it was after some seals. */
function cutAfter(seals: number) {
  const kept = ledger.seals.slice(0, seals);
  const last = kept.at(-1);
  return { ...ledger, seals: kept, events: ledger.events.slice(0, last?.last), head: last?.hash ?? '' };
}

describe('npm run verify:ledger with the calendar of another site', () => {
  /** The site's calendar, with days off of its own in its second version. */
  const withDaysOff = (days: string[], years: object) => {
    const versions = calendarFile.versions.map((version) => ({
      ...version,
      years: version.years.map((year) =>
        year.year === 2020 && version.version === 2
          ? { ...year, daysOff: { ...year.daysOff, ...Object.fromEntries(days.map((day) => [day, '秋收'])) }, ...years }
          : year,
      ),
    }));
    return write('own-days.json', JSON.stringify({ ...calendarFile, versions }));
  };
  const day = '2020-11-25';

  it('verify:ledger names a day off that it does not know, and notes one that the site marks as its own', () => {
    const path = write('ledger.json', writeLedger(ledger));
    const unmarked = run(path, '--calendar', withDaysOff([day], {}));
    expect(unmarked.status).toBe(1);
    expect(unmarked.stderr).toContain(`第2版日历：${day}放假，核对软件自带的日历里没有，也没有标为本单位自定`);
    const marked = run(path, '--calendar', withDaysOff([day], { ownDays: [day] }));
    expect([marked.status, marked.stderr]).toEqual([0, '']);
    expect(marked.stdout).toContain(`${day}放假是本单位自定的，国务院的安排里没有`);
  });
});

describe('npm run verify:ledger with what a reader kept', () => {
  const earlier = cutAfter(3);

  it('verify:ledger accepts a ledger that extends an earlier one and contains each kept seal', () => {
    const old = write('old.json', writeLedger(earlier));
    const heads = ['--head', earlier.head.toUpperCase(), '--head', ledger.head];
    const { status, stderr } = verify(writeLedger(ledger), '--since', old, ...heads);
    expect([status, stderr]).toEqual([0, '']);
  });

  it('verify:ledger finds a tail that was cut off', () => {
    const old = write('old.json', writeLedger(ledger));
    const { status, stderr } = verify(writeLedger(earlier), '--since', old, '--head', ledger.head);
    expect([status, stderr.trim().split('\n')]).toEqual([
      1,
      [
        `以前的校验值 ${ledger.head}：不在这份公开记录里：以前的记录被改写过，或者末尾被截去，或者这是另一个地方的记录`,
        '第 4 号封存：旧文件里有，这份里没有',
        '第 13 条（GX200128-00002 assigned）：旧文件里有，这份里没有（旧文件共有12条对不上）',
      ],
    ]);
  });

  it('verify:ledger finds a past that was rewritten under hashes that fit', async () => {
    const forged = structuredClone(ledger);
    for (const event of forged.events) if (event.position === 5) event.facts['about'] = 'guanxian-2021/tasks/31';
    const rewritten = writeLedger(await recomputeHashes(forged));
    expect(verify(rewritten).status).toBe(0);
    const old = write('old.json', writeLedger(earlier));
    const { status, stderr } = verify(rewritten, '--since', old, '--head', earlier.head);
    expect(status).toBe(1);
    expect(stderr).toContain('第 2 号封存：与旧文件里的不同');
    expect(stderr).toContain('第 5 条（GX200128-00003 received）：与旧文件里的不同（旧文件共有1条对不上）');
    expect(stderr).toContain(`以前的校验值 ${earlier.head}：不在这份公开记录里`);
  });

  it('verify:ledger does not compare with an old file that was itself edited', () => {
    const old = write('old.json', writeLedger(earlier).replace('GX200128-00003', 'GX200128-00008'));
    const { status, stderr } = verify(writeLedger(ledger), '--since', old);
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^旧文件，第 5 条（GX200128-00008 received）：内容与它的指纹不符/u),
    ]);
    const other = write('old.json', '{}');
    expect(verify(writeLedger(ledger), '--since', other).stderr).toContain('旧文件：不是导出的公开记录');
  });
});

describe('npm run verify:ledger with what witnesses hold', () => {
  it('verify:ledger finds the time-stamped seal and names the certificate, or says that the seal is gone', async () => {
    const [seal] = ledger.seals;
    if (!seal) throw new Error('a ledger has seals');
    const nonce = makeNonce((length) => new Uint8Array(length).fill(7));
    const authority = await openAuthority(() => Date.parse(seal.at) + 60_000);
    const token = readTimeStampResponse(await authority(writeTimeStampRequest(seal.hash, nonce)));
    const { number, at, hash } = seal;
    const mark = {
      places: ['guanxian'],
      seal: { number, at, hash },
      witness: 'tsa=https://tsa.example',
      at,
      nonce,
      token: Buffer.from(token ?? []).toString('base64'),
    };
    const elsewhere = { ...mark, places: ['pingyin'], seal: { number, at, hash: 'f'.repeat(64) } };
    const marks = write('witnesses.json', JSON.stringify([mark, elsewhere]));
    const own = verify(writeLedger(ledger), '--marks', marks, '--place', 'guanxian');
    expect([own.status, own.stderr]).toEqual([0, '']);
    expect(own.stdout).toMatch(
      /第1号封存，tsa=https:\/\/tsa\.example .* 签的时间戳相符（证书SHA-256 [0-9a-f]{64}）。/u,
    );
    const all = verify(writeLedger(ledger), '--marks', marks);
    expect([all.status, all.stderr]).toEqual([1, expect.stringContaining('不在这份公开记录里')]);
    expect(verify(writeLedger(ledger), '--marks', calendar).status).toBe(2);
  });

  it('verify:ledger takes a head as a receipt writes it, and explains a number that is not there yet', () => {
    const head = (number: number) => `第${number}号 ${ledger.head}`;
    expect(verify(writeLedger(ledger), '--head', head(ledger.seals.length)).status).toBe(0);
    const { status, stderr } = verify(writeLedger(ledger), '--head', head(ledger.seals.length + 1));
    expect([status, stderr]).toEqual([1, expect.stringContaining('文件比您的凭据旧')]);
  });
});
