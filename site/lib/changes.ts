// When a page's content was added to this site, and when it last changed.
import file from '../../content/changes.json';
import { type Change, changeLogSchema } from '../../content/changes.ts';
import type { Document } from '../../content/schema.ts';

const log = changeLogSchema.parse(file);

export function changeOf({ id }: Document): Change {
  const found = log[id];
  if (!found) throw new Error(`content/changes.json has no ${id}: run npm run changes`);
  return found;
}

/** The latest change of any of these files. */
export const lastChange = (documents: Document[]): string | undefined =>
  documents
    .map((document) => changeOf(document).changedAt)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
