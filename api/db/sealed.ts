// Reads samples of encrypted data, to test whether the configured keys can decrypt it.
import { asc, desc } from 'drizzle-orm';
import { twoFactor } from './auth-schema.ts';
import type { ContactRow } from './contacts.ts';
import type { Database } from './database.ts';
import { contacts } from './schema.ts';

/** @returns the first and the last contact, which reveal a changed key, and one second-factor secret */
export async function readEncryptedSamples(
  database: Database,
): Promise<{ contacts: ContactRow[]; secondFactor: string | null }> {
  const [first, last, factors] = await database.batch([
    database.select().from(contacts).orderBy(asc(contacts.receiptCode)).limit(1),
    database.select().from(contacts).orderBy(desc(contacts.receiptCode)).limit(1),
    database.select({ secret: twoFactor.secret }).from(twoFactor).limit(1),
  ]);
  return { contacts: [...first, ...last], secondFactor: factors[0]?.secret ?? null };
}
