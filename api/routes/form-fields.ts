// Parses forms sent without script.
import type { Context } from 'hono';

/** Reads the text of known fields; ignores files and repeated fields. A malformed body gives no fields. */
export async function readFields<Field extends string>(
  c: Context,
  names: readonly Field[],
): Promise<Partial<Record<Field, string>>> {
  const form = await c.req.parseBody().catch(() => ({}) as Record<string, unknown>);
  const entries = names.flatMap((name): [Field, string][] => {
    const value = form[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return Object.fromEntries(entries) as Partial<Record<Field, string>>;
}
