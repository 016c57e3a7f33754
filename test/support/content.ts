// The current reviewed content. Tests count what exists, so that next year's document breaks no test.
import { readdirSync, readFileSync } from 'node:fs';
import { documentSchema, jurisdictionSchema, unitListSchema } from '../../content/schema.ts';
import { listTasks } from '../../content/tasks.ts';

const readAll = (folder: string): unknown[] =>
  readdirSync(`content/${folder}`)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(`content/${folder}/${file}`, 'utf8')));

export const contentJurisdictions = readAll('jurisdictions').map((file) => jurisdictionSchema.parse(file));

/** Every document with its tasks. */
export const contentDocuments = readAll('documents').map((file) => {
  const document = documentSchema.parse(file);
  const jurisdiction = contentJurisdictions.find(({ id }) => id === document.jurisdiction);
  if (!jurisdiction) throw new Error(`${document.id}: no jurisdiction`);
  return { document, jurisdiction, tasks: listTasks(document, jurisdiction) };
});

export const unitLists = readAll('units').map((file) => unitListSchema.parse(file));
