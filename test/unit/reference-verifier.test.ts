// The reference verifier in Python, run on real exports: it accepts them, and finds one changed byte and a cut tail. It needs
// python3, which CI's machines and every Debian have; without it these tests fail and say so, because nothing else shows that
// outsiders can verify the ledger.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerExport } from '../../api/contract/ledger.ts';
import { deriveCheckCode, makeSeal } from '../../api/domain/ledger/ledger.ts';
import { writeLedger } from '../../api/domain/ledger/ledger-text.ts';
import { computeLedgerExample } from '../../site/lib/ledger-example.ts';
import { readFixture } from '../golden/fixtures.ts';
import { sealHourly, writeSteps } from '../support/ledger.ts';
import { useTestFolder } from '../support/own-folder.ts';

const program = 'content/docs/verify_ledger.py';
const place = useTestFolder();
const ledger = await sealHourly(writeSteps());

function verify(text: string, ...more: string[]) {
  const file = join(place(), 'ledger.json');
  writeFileSync(file, text);
  const { error, status, stdout, stderr } = spawnSync('python3', [program, file, ...more], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONDONTWRITEBYTECODE: '1' },
  });
  if (error) throw new Error(`python3 is needed to test ${program}, and could not be started: ${error.message}`);
  return { status, lines: stdout.trim().split('\n'), stderr };
}

/** The ledger as it was after some seals. */
function cutAfter(seals: number): LedgerExport {
  const kept = ledger.seals.slice(0, seals);
  const last = kept.at(-1);
  return { ...ledger, head: last?.hash ?? '', seals: kept, events: ledger.events.slice(0, last?.last) };
}

describe('the reference verifier', () => {
  it('has at most 60 lines, and imports only the standard library', () => {
    const source = readFileSync(program, 'utf8');
    expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
    expect(source.match(/^(?:import|from) .*$/gmu)).toEqual(['import argparse, hashlib, json, sys']);
  });

  it('accepts an intact ledger, the heads kept of it, and the check code of a receipt', async () => {
    const [first] = ledger.events;
    const code = await deriveCheckCode(first?.leaf ?? '');
    const heads = ledger.seals.flatMap(({ hash }) => ['--head', hash]);
    const { status, lines, stderr } = verify(
      writeLedger(ledger),
      ...heads,
      '--receipt',
      first?.receiptCode ?? '',
      code,
    );
    const summary = `${ledger.events.length} events, ${ledger.seals.length} seals, head ${ledger.head}: 0 faults`;
    expect([status, lines, stderr]).toEqual([0, [summary], '']);
  });

  it('accepts the golden ledgers, with Chinese words and every type of event', () => {
    for (const name of ['sample', 'lives-200'] as const) {
      const { status, lines } = verify(readFixture(name).texts['/data/ledger.json'] ?? '');
      expect([name, status, lines.length]).toEqual([name, 0, 1]);
    }
  });

  it('finds each changed byte of an event or a seal', () => {
    const text = writeLedger(ledger);
    for (const [from, to] of [
      ['2020-01-28T01:02', '2020-01-28T01:03'],
      ['"unit":"minzhengju"', '"unit":"minzhengjv"'],
      ['"by":"desk"', '"by":"unit"'],
      ['"root":"', '"root":"0'],
    ] as const) {
      const changed = text.replace(from, to);
      expect(changed).not.toBe(text);
      const { status, lines } = verify(changed);
      expect([from, status, lines[0]]).toEqual([from, 1, expect.stringMatching(/changed|not those/u)]);
    }
  });

  it('finds that the tail was cut off by a head that somebody kept, and only by it', () => {
    const cut = writeLedger(cutAfter(2));
    expect(verify(cut).status).toBe(0);
    const { status, lines } = verify(cut, '--head', ledger.head);
    expect(status).toBe(1);
    expect(lines[0]).toBe(`head ${ledger.head}: not in this ledger, so its past was rewritten or cut off`);
  });

  it('finds dropped events, a foreign check code and a key that occurs twice', () => {
    const dropped = { ...ledger, events: ledger.events.slice(0, -1) };
    expect(verify(writeLedger(dropped)).status).toBe(1);
    const receipt = ['--receipt', ledger.events[0]?.receiptCode ?? '', '0000-0000-0000-0000'];
    expect(verify(writeLedger(ledger), ...receipt).lines[0]).toBe("the receipt's event is not in this ledger");
    const twice = writeLedger(ledger).replace('"by":"desk"', '"by":"unit","by":"desk"');
    expect(verify(twice)).toMatchObject({ status: 1, stderr: expect.stringContaining('a key occurs twice') });
  });

  it('accepts seals of no events, which only mark the time', async () => {
    const before = ledger.seals.at(-1) ?? null;
    const empty = await makeSeal(before, [], Date.parse(before?.at ?? '') + 3_600_000);
    expect([empty.last, empty.root]).toEqual([empty.first - 1, '0'.repeat(64)]);
    const marked = { ...ledger, head: empty.hash, seals: [...ledger.seals, empty] };
    expect(verify(writeLedger(marked)).status).toBe(0);
    expect(
      verify(writeLedger({ ...marked, seals: [...ledger.seals, { ...empty, at: before?.at ?? '' }] })).status,
    ).toBe(1);
  });

  it('computes the example of the page that explains the ledger', async () => {
    const example = await computeLedgerExample();
    const event = { position: 1, ...JSON.parse(example.event), leaf: example.leaf };
    const seal = { ...JSON.parse(example.seal), hash: example.hash };
    const file = JSON.stringify({ format: 'mingbai-ledger-1', head: example.hash, seals: [seal], events: [event] });
    const { status, lines } = verify(file, '--receipt', event.receiptCode, example.checkCode);
    expect([status, lines]).toEqual([0, [`1 events, 1 seals, head ${example.hash}: 0 faults`]]);
  });
});
