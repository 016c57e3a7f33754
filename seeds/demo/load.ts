// Loads sample comments and accounts, through the same functions as real ones. Pages label them as samples.
import { eq } from 'drizzle-orm';
import * as z from 'zod';
import { newCommentSchema } from '../../api/contract/comment.ts';
import { toHex } from '../../api/contract/hex.ts';
import { roleSchema } from '../../api/contract/words.ts';
import { user } from '../../api/db/auth-schema.ts';
import { comments } from '../../api/db/schema.ts';
import { dayInShanghai } from '../../api/domain/clock/calendar.ts';
import { moveSchema } from '../../api/life/requests.ts';
import type { Auth, Clerk } from '../../api/ports/auth.ts';
import type { Deps } from '../../api/ports/deps.ts';
import { makeClerkMove } from '../../api/record/clerk-moves.ts';
import { receiveComment } from '../../api/record/intake.ts';
import { readCase } from '../../api/record/queue.ts';
import accountFile from './accounts.json' with { type: 'json' };
import samples from './comments.json' with { type: 'json' };

const sampleSchema = z.array(
  z.object({
    /** Relative to today, so that the queue always shows windows of every standing. */
    workingDaysAgo: z.int().min(0),
    at: z.string(),
    comment: newCommentSchema.omit({ key: true }),
    /** `after` is in working days from the receipt. */
    steps: z.array(z.object({ after: z.int(), at: z.string(), move: moveSchema })),
  }),
);

const sampleAccountSchema = z.object({
  username: z.string(),
  name: z.string(),
  role: roleSchema,
  jurisdiction: z.string(),
  unit: z.string().nullable(),
});

export type SampleAccount = z.infer<typeof sampleAccountSchema>;

/** One account per role, a second unit to support the first, and another county's desk. */
export const sampleAccounts: SampleAccount[] = z.array(sampleAccountSchema).parse(accountFile);

/** Creates the sample accounts, or resets their password if they exist. */
export async function loadSampleAccounts(
  auth: Auth,
  deps: Pick<Deps, 'database'>,
  password: string,
  accounts = sampleAccounts,
): Promise<void> {
  const { internalAdapter, password: passwords } = await auth.$context;
  const hash = await passwords.hash(password);
  for (const { username, name, role, jurisdiction, unit } of accounts) {
    const known = await deps.database.select().from(user).where(eq(user.username, username)).get();
    if (known) {
      await internalAdapter.updatePassword(known.id, hash);
      continue;
    }
    const made = await internalAdapter.createUser(
      {
        email: `${username}@sample.invalid`,
        emailVerified: true,
        username,
        displayUsername: username,
        name,
        role,
        jurisdiction,
        unit,
        isSample: true,
      },
      { method: 'admin' },
    );
    await internalAdapter.linkAccount({
      userId: made.id,
      providerId: 'credential',
      accountId: made.id,
      password: hash,
    });
  }
}

/** Builds a clerk who makes the moves of a sample; it has no account. */
function clerkFor(move: string, jurisdiction: string, unit: string | null): Clerk {
  const common = { id: 'sample', name: '示例', jurisdiction };
  return move === 'reply' || move === 'return'
    ? { ...common, role: 'unit', unit }
    : { ...common, role: 'desk', unit: null };
}

/** Lists sample accounts of the site's jurisdictions, because an office may have removed others from `content/`. */
export async function listSampleAccounts({ site }: Pick<Deps, 'site'>): Promise<SampleAccount[]> {
  const { jurisdictions } = await site.index();
  return sampleAccounts.filter(({ jurisdiction }) => jurisdictions.some(({ id }) => id === jurisdiction));
}

/** @returns number of added comments; 0 if samples exist. Skips subjects that the site lacks */
export async function loadSampleComments(deps: Deps): Promise<number> {
  const present = await deps.database.select().from(comments).where(eq(comments.isSample, true)).limit(1).get();
  if (present) return 0;
  const calendar = deps.calendars.current;
  const today = calendar.countThrough(dayInShanghai(deps.now()));
  const { subjects } = await deps.site.index();
  const jurisdictions = new Map(subjects.map(({ id, jurisdiction }) => [id, jurisdiction]));
  const parsed = sampleSchema.parse(samples).filter(({ comment }) => jurisdictions.has(comment.about));
  for (const { workingDaysAgo, at, comment, steps } of parsed) {
    const first = today - workingDaysAgo;
    const instant = (offset: number, time: string) =>
      Date.parse(`${calendar.nthWorkingDay(first + offset)}T${time}:00+08:00`);
    const key = toHex(deps.random(16));
    const received = await receiveComment(
      { ...deps, now: () => instant(0, at) },
      { ...comment, key },
      { isSample: true },
    );
    if (!received.ok) throw new Error(`sample comment: ${received.reason} (${comment.about})`);
    let holder: string | null = null;
    for (const step of steps) {
      const then = { ...deps, now: () => instant(step.after, step.at) };
      const clerk = clerkFor(step.move.move, jurisdictions.get(comment.about) ?? '', holder);
      const found = await readCase(then, clerk, received.receipt.receiptCode);
      const result = await makeClerkMove(then, clerk, received.receipt.receiptCode, found?.version ?? 0, step.move);
      if (!result.ok) throw new Error(`sample comment: ${step.move.move} refused (${result.reason})`);
      holder = result.case?.unit?.id ?? holder;
    }
  }
  return parsed.length;
}
