// Loads sample progress records, through the same functions as real ones. Pages label them as samples.
import { eq } from 'drizzle-orm';
import * as z from 'zod';
import { newRecordSchema } from '../../api/contract/commitment.ts';
import { toHex } from '../../api/contract/hex.ts';
import { commitmentEvents } from '../../api/db/schema.ts';
import type { Clerk } from '../../api/ports/auth.ts';
import type { Deps } from '../../api/ports/deps.ts';
import { recordCommitment } from '../../api/record/commitments.ts';
import samples from './commitments.json' with { type: 'json' };

const sampleSchema = z.array(
  z.object({
    task: z.string(),
    /** Absolute, unlike the sample comments' times, because tasks have fixed dates. */
    at: z.iso.datetime({ offset: true }),
    record: newRecordSchema,
  }),
);

/** @returns number of added records; 0 if samples exist. Skips tasks that the site lacks */
export async function loadSampleCommitments(deps: Deps): Promise<number> {
  const { isSample } = commitmentEvents;
  const present = await deps.database.select({ isSample }).from(commitmentEvents).where(eq(isSample, true)).limit(1);
  if (present.length > 0) return 0;
  const { subjects } = await deps.site.index();
  const parsed = sampleSchema.parse(samples).filter(({ task }) => subjects.some(({ id }) => id === task));
  const recorded = new Map<string, number>();
  for (const { task, at, record } of parsed) {
    const version = recorded.get(task) ?? 0;
    const jurisdiction = task.split('-')[0] ?? '';
    const clerk: Clerk = { id: 'sample', name: '示例', role: 'desk', unit: null, jurisdiction };
    const key = toHex(deps.random(16));
    const then = { ...deps.officeOf(jurisdiction), now: () => Date.parse(at) };
    const result = await recordCommitment(then, clerk, task, { version, key, record, personalSeen: '' }, true);
    if (!result.ok) throw new Error(`sample record: ${result.reason} (${task})`);
    recorded.set(task, version + 1);
  }
  return parsed.length;
}
