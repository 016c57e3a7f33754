// Reads the whole database, to prove that a request wrote nothing.
import { env } from 'cloudflare:workers';

/** @returns every row of every table; of sessions only the id, because each request updates their last use */
export async function readDatabase(): Promise<Record<string, unknown[]>> {
  const tables = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
  ).all<{ name: string }>();
  const names = tables.results.map(({ name }) => name).sort();
  const read = await env.DB.batch(
    names.map((name) => env.DB.prepare(`SELECT ${name === 'session' ? 'id' : '*'} FROM ${name}`)),
  );
  return Object.fromEntries(names.map((name, index) => [name, read[index]?.results ?? []]));
}
