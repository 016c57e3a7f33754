// Queries for the advice of supporting units.
import { asc, eq } from 'drizzle-orm';
import type { Database } from './database.ts';
import { advice } from './schema.ts';

/** Keyed by the event that recorded it, oldest first. */
export const listAdvice = (database: Database, receiptCode: string): Promise<{ version: number; text: string }[]> =>
  database
    .select({ version: advice.version, text: advice.text })
    .from(advice)
    .where(eq(advice.receiptCode, receiptCode))
    .orderBy(asc(advice.version));
