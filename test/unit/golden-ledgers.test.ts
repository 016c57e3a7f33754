// Old exports must verify: whatever the record once held can have happened.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readKnowledge } from '../../api/domain/ledger/knowledge.ts';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { readFixture } from '../golden/fixtures.ts';

const readInput = (name: string) => JSON.parse(readFileSync(`test/golden/inputs/${name}.json`, 'utf8'));
const rules = readInput('rules');

/** @param count how many rules were in force */
const learn = (count: number) =>
  readKnowledge(readInput('calendar'), { siteDefault: rules[0], rules: rules.slice(0, count) });

describe('ledgers exported long ago', () => {
  it.each([
    ['sample', 1, 13],
    ['lives-200', rules.length, 1631],
  ])('the golden ledger “%s” verifies without findings, byte for byte', async (name, count, events) => {
    const text: string = readFixture(name).texts['/data/ledger.json'];
    const check = await checkLedger(text, null, { knowledge: learn(count) });
    expect([check?.findings, check?.events]).toEqual([[], events]);
  });
});
