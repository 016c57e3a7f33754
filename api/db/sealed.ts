// Of what is stored encrypted, a few pieces: enough to see whether the keys are still the right ones.
import { asc, desc } from 'drizzle-orm';
import { twoFactor } from './auth-schema.ts';
import type { ContactRow } from './contacts.ts';
import type { Database } from './database.ts';
import { contacts } from './schema.ts';

/** @returns the first and the last contact, which a changed key tells apart, and the secret of one second factor */
export async function readSealedSamples(
  database: Database,
): Promise<{ contacts: ContactRow[]; secondFactor: string | null }> {
  const [first, last, factors] = await database.batch([
    database.select().from(contacts).orderBy(asc(contacts.receiptCode)).limit(1),
    database.select().from(contacts).orderBy(desc(contacts.receiptCode)).limit(1),
    database.select({ secret: twoFactor.secret }).from(twoFactor).limit(1),
  ]);
  return { contacts: [...first, ...last], secondFactor: factors[0]?.secret ?? null };
}
