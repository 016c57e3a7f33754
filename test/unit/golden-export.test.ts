// Guards every stored byte: the code must reproduce the captured records exactly and restore an old backup to the same
// rows. Compared without what decision 037 added: the facts “judged” and “bound”, the fields that name what judged, and the
// calendar of withdrawn comments (test/golden/before-verdicts.ts). The ledger with all of it must verify. GOLDEN_LIVES=2000 runs the long version (npm run test:long).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLedger } from '../golden/application.ts';
import type { Captured } from '../golden/capture.ts';
import { backupFile, backupKey, findDifferences, readFixture } from '../golden/fixtures.ts';
import { makeLivesRecord, makeSampleRecord, openRecord } from '../golden/records.ts';
import { readRestored } from '../golden/restored.ts';
import { useTestFolder } from '../support/own-folder.ts';

const place = useTestFolder();
const lives = Number(process.env['GOLDEN_LIVES'] ?? 200);
const timeoutMs = 30 * 60_000;

function expectUnchanged(was: Captured, is: Captured): void {
  for (const [path, text] of Object.entries(was.texts)) {
    expect(findDifferences(text.split('\n'), (is.texts[path] ?? '').split('\n')), path).toEqual([]);
  }
  expect(findDifferences(was.lines, is.lines)).toEqual([]);
  expect(is.findings).toEqual([]);
}

const countTypes = (lines: string[]) =>
  new Set(lines.flatMap((line) => /^event \S+ \S+ \S+ (\S+)/u.exec(line)?.[1] ?? []));

describe('the golden record', () => {
  it('the sample data still produces the captured ledger, open data and rows', async () => {
    expectUnchanged(readFixture('sample'), await makeSampleRecord(join(place(), 'data')));
  });

  it(`${lives} random lives still produce the captured ledger, receipts, due dates and standings`, {
    timeout: timeoutMs,
  }, async () => {
    const was: Captured = readFixture(`lives-${lives}`);
    expect([...countTypes(was.lines)].sort()).toEqual(everyType);
    expectUnchanged(was, await makeLivesRecord(join(place(), 'data'), lives));
  });

  it('an old backup is restored to the same rows and the same pages', async () => {
    const data = join(place(), 'data');
    const restored = spawnSync('npm', ['run', '--silent', 'restore', '--', '--from', backupFile, '--to', data], {
      env: { ...process.env, BACKUP_KEY: backupKey },
      encoding: 'utf8',
    });
    expect(restored.status, restored.stderr).toBe(0);
    const was = readFixture('old-backup');
    const golden = openRecord(data);
    try {
      const is = await readRestored(golden, was.given);
      expect(findDifferences(was.rows, is.rows)).toEqual([]);
      expect(findDifferences(was.lines, is.lines)).toEqual([]);

      // Upkeep binds every old comment once; whoever verifies then finds every verdict right.
      await golden.runHourly();
      await golden.runHourly();
      const bound = golden.file.prepare("SELECT count(*) AS n FROM events WHERE type = 'bound'").get();
      const comments = golden.file.prepare('SELECT count(*) AS n FROM comments').get();
      expect(bound).toEqual(comments);
      const ledger = await (await golden.request('/data/ledger.json')).text();
      const check = await checkLedger(ledger, null, { knowledge: golden.readKnowledge() });
      expect(check?.findings).toEqual([]);
    } finally {
      golden.close();
    }
  });
});

/** Every fact type that existed when the record was captured. */
const everyType = [
  'advised',
  'assigned',
  'classified',
  'consent-withdrawn',
  'contact-viewed',
  'corrected',
  'declined',
  'disputed',
  'drafted',
  'erased',
  'held',
  'published',
  'rated',
  'received',
  'recomputed',
  'released',
  'replied',
  'returned',
  'reviewed',
  'transferred',
  'unpublished',
  'upheld',
  'urged',
  'withdrawn',
];
