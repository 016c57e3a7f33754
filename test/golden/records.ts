// Builds the three golden records: the sample data, random lives, and both together for a backup.
import { writeAccounts } from './accounts.ts';
import { type Golden, openGolden } from './application.ts';
import { type Captured, capture } from './capture.ts';
import { endsAt, makeLives } from './lives.ts';
import { type Codes, walk } from './walk.ts';

const all = Number.MAX_SAFE_INTEGER;

async function loadSamples(golden: Golden, at: string): Promise<void> {
  golden.world.now = Date.parse(at);
  // All samples share one name, so if one sample draws more, the salts of the later ones change.
  golden.random.begin('samples');
  await golden.loadSamples();
  golden.random.begin('hourly work after the samples');
  await golden.runHourly();
}

/** Opens a record, uses it, and always closes it. */
async function withRecord<Result>(golden: Golden, use: () => Promise<Result>): Promise<Result> {
  try {
    return await use();
  } finally {
    golden.close();
  }
}

export function makeSampleRecord(data: string): Promise<Captured> {
  const golden = openGolden({ data, calendars: 1, rules: 1 });
  return withRecord(golden, async () => {
    writeAccounts(golden);
    await loadSamples(golden, '2026-11-20T09:00:00+08:00');
    return capture(golden, []);
  });
}

export function makeLivesRecord(data: string, count: number): Promise<Captured> {
  const golden = openGolden({ data, calendars: 1, rules: all });
  return withRecord(golden, async () => {
    writeAccounts(golden);
    const given = await walk(golden, makeLives(count));
    return capture(golden, given.values());
  });
}

/** Loads the sample data and runs some lives without capturing anything. */
export function makeRecordForBackup(data: string, count: number): Promise<Codes[]> {
  const golden = openGolden({ data, calendars: 1, rules: all });
  return withRecord(golden, async () => {
    writeAccounts(golden);
    await loadSamples(golden, '2026-02-27T09:00:00+08:00');
    return [...(await walk(golden, makeLives(count))).values()];
  });
}

/** Opens an existing record at the instant when its last life ended. */
export function openRecord(data: string): Golden {
  const golden = openGolden({ data, calendars: 2, rules: all });
  golden.world.now = endsAt;
  golden.random.begin('reading');
  return golden;
}
