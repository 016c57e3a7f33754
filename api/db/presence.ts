// Records who has a comment open. Each refresh also returns the other viewers; stale rows are ignored.
import { and, asc, eq, gt, lte, ne } from 'drizzle-orm';
import { user } from './auth-schema.ts';
import type { Database } from './database.ts';
import { presence } from './desk-schema.ts';

/** Records that the account is viewing the comment. @returns names of others who have done so since `since` */
export async function recordPresence(
  database: Database,
  viewing: { receiptCode: string; account: string; at: number },
  since: number,
): Promise<string[]> {
  const { receiptCode, account, at } = viewing;
  const [, , others] = await database.batch([
    database.delete(presence).where(lte(presence.at, since)),
    database
      .insert(presence)
      .values(viewing)
      .onConflictDoUpdate({ target: [presence.receiptCode, presence.account], set: { at } }),
    database
      .select({ name: user.name })
      .from(presence)
      .innerJoin(user, eq(user.id, presence.account))
      .where(and(eq(presence.receiptCode, receiptCode), ne(presence.account, account), gt(presence.at, since)))
      .orderBy(asc(user.name)),
  ]);
  return others.map(({ name }) => name);
}

export async function deletePresence(database: Database, receiptCode: string, account: string): Promise<void> {
  await database.delete(presence).where(and(eq(presence.receiptCode, receiptCode), eq(presence.account, account)));
}
