// LEDGER_EDITS=10000 runs the long version (npm run test:long).
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { decodeLedger, writeLedger } from '../../api/domain/ledger/ledger-text.ts';
import { editByte, editText } from '../support/edit-text.ts';
import { knowledge, recomputeHashes, sealHourly, writeSteps } from '../support/ledger.ts';

const editCount = Number(process.env['LEDGER_EDITS'] ?? 1000);
const ledger = await sealHourly(writeSteps());
const text = writeLedger(ledger);
const bytes = new TextEncoder().encode(text);

/** What a reader finds in a file of these bytes; one entry if it is no ledger. */
async function findIn(file: Uint8Array): Promise<string[]> {
  const decoded = decodeLedger(file);
  const check = decoded === null ? null : await checkLedger(decoded, null, { knowledge });
  return check?.findings.map(({ where, what }) => `${where}：${what}`) ?? ['not a ledger'];
}

const findInText = (edited: string) => findIn(new TextEncoder().encode(edited));

describe('the text of an exported ledger', () => {
  it('a ledger as the server exports it has no findings, even an empty one', async () => {
    expect(await findIn(bytes)).toEqual([]);
    const empty = { ...ledger, head: '0'.repeat(64), seals: [], events: [] };
    expect(await findInText(writeLedger(empty))).toEqual([]);
  });

  it(`${editCount} random edits of the text are all found, one at a time`, { timeout: 1_800_000 }, async () => {
    let edits = 0;
    let parsed = 0;
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat()), async (chance) => {
        if (edits === editCount) return;
        const next = (bound: number) => (chance.next().value as number) % bound;
        const edited = next(5) === 0 ? editByte(bytes, next) : new TextEncoder().encode(editText(text, next));
        if (Buffer.from(edited).equals(bytes)) return; // the edit changed nothing
        edits++;
        const findings = await findIn(edited);
        expect(findings, Buffer.from(edited).toString('utf8')).not.toEqual([]);
        if (findings[0] !== 'not a ledger') parsed++;
      }),
      { seed: 20261130, numRuns: 3 * editCount, endOnFailure: true },
    );
    expect(edits).toBe(editCount);
    // Many still parse as a ledger, and some as the very same one.
    expect(parsed).toBeGreaterThan(editCount / 3);
  });

  it.each([
    ['a duplicate key', (all: string) => all.replace('"number":1,', '"number":1,"number":1,')],
    ['a key that objects inherit', (all: string) => all.replace('"facts":{', '"facts":{"__proto__":{"a":1},')],
    ['an escaped letter', (all: string) => all.replace('GX2', '\\u0047X2')],
    ['a number with a fraction', (all: string) => all.replace('"position":1,', '"position":1.0,')],
    ['a number with an exponent', (all: string) => all.replace('"version":1,', '"version":1e0,')],
    [
      'fields in another order',
      (all: string) => all.replace('"version":1,"type":"received"', '"type":"received","version":1'),
    ],
    ['a space', (all: string) => all.replace(',"seals"', ', "seals"')],
    ['a byte order mark', (all: string) => `\ufeff${all}`],
    ['a line at the end', (all: string) => `${all}\n`],
    ['line ends of another system', (all: string) => all.replaceAll('\n', '\r\n')],
  ])('finds %s, which changes no value', async (_, edit) => {
    const edited = edit(text);
    expect(edited).not.toBe(text);
    // A parser sees no difference, except that it refuses some.
    const findings = await findInText(edited);
    expect(findings.length).toBe(1);
    expect(findings[0]).toMatch(/^(文件第\d+行第\d+个字符：写法与导出的公开记录不同|not a ledger$)/u);
  });

  it('names a seal whose time cannot be, instead of giving up', async () => {
    const [first] = ledger.seals;
    const findings = await findInText(text.replace(`"at":"${first?.at}"`, '"at":"2026-13-45T09:00:00.000Z"'));
    expect(findings).toContain('第 1 号封存：封存的时间不是真实的时间');
  });

  it('names the line and the character where the text differs', async () => {
    const edited = text.replace('"position":2,', '"position":2.0,');
    const [finding] = await findInText(edited);
    expect(finding).toMatch(/^文件第3行第14个字符：/u);
    expect(isDeepStrictEqual(JSON.parse(edited), ledger)).toBe(true);
  });

  it('finds half a character, even under hashes that fit', async () => {
    const forged = structuredClone(ledger);
    const declined = forged.events.find(({ type }) => type === 'declined');
    if (declined) declined.facts = { calendar: 2, ground: '理由\ud800', channel: '请拨打热线' };
    const findings = await findInText(writeLedger(await recomputeHashes(forged)));
    expect(findings).toEqual(['文件：含有不成对的代理字符，不是真正的文字']);
  });
});
