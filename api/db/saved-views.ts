// Reads and writes the saved views of an account.
import { and, asc, count, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { savedViews } from './desk-schema.ts';

export const listSavedViews = (database: Database, account: string) =>
  database
    .select({ id: savedViews.id, name: savedViews.name, filter: savedViews.filter })
    .from(savedViews)
    .where(eq(savedViews.account, account))
    .orderBy(asc(savedViews.id));

/** Saves a view, replacing one of the same name. @returns false if the account already has the maximum */
export async function saveView(
  database: Database,
  account: string,
  view: { name: string; filter: unknown },
  maxViews: number,
): Promise<boolean> {
  const replaced = await database
    .update(savedViews)
    .set({ filter: view.filter })
    .where(and(eq(savedViews.account, account), eq(savedViews.name, view.name)))
    .returning({ id: savedViews.id });
  if (replaced.length > 0) return true;
  const [existing] = await database.select({ total: count() }).from(savedViews).where(eq(savedViews.account, account));
  if ((existing?.total ?? 0) >= maxViews) return false;
  await database
    .insert(savedViews)
    .values({ account, ...view })
    .onConflictDoUpdate({ target: [savedViews.account, savedViews.name], set: { filter: view.filter } });
  return true;
}

export async function deleteView(database: Database, account: string, id: number): Promise<void> {
  await database.delete(savedViews).where(and(eq(savedViews.account, account), eq(savedViews.id, id)));
}
