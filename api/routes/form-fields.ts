// Parses forms sent without script.
import type { Context } from 'hono';
import { readBoundedForm } from '../middleware/bounded-body.ts';

/** Reads the text of known fields; ignores files and repeated fields. A malformed body gives no fields. */
export async function readFields<Field extends string>(
  c: Context,
  names: readonly Field[],
): Promise<Partial<Record<Field, string>>> {
  const form = await readBoundedForm(c);
  const entries = names.flatMap((name): [Field, string][] => {
    const [value, ...duplicates] = form?.getAll(name) ?? [];
    return typeof value === 'string' && duplicates.length === 0 ? [[name, value]] : [];
  });
  return Object.fromEntries(entries) as Partial<Record<Field, string>>;
}
