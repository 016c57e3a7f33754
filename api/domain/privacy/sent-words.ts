// Warns of possible personal data in a text that a clerk is about to send. The clerk confirms the findings or edits the text.
import type { FoundPersonal, PersonalWarning } from '../../contract/problem.ts';
import { findPersonalData, personalWords } from './personal-data.ts';
import { sha256 } from './submission.ts';

/**
 * @param words the texts by form field
 * @returns the findings, and a key by which the clerk confirms exactly these; null without findings. Different findings have
 * a different key, so that they must be confirmed again.
 */
export async function findPersonalWarning(words: Record<string, string>): Promise<PersonalWarning | null> {
  const found: FoundPersonal[] = Object.entries(words).flatMap(([field, text]) =>
    findPersonalData(text).map(({ kind, start, end }) => ({
      field,
      kind: personalWords[kind],
      start,
      text: text.slice(start, end),
    })),
  );
  if (found.length === 0) return null;
  // The key ignores positions, so that adding a comma before a confirmed number does not ask again.
  return { found, key: await sha256(JSON.stringify(found.map(({ field, kind, text }) => [field, kind, text]))) };
}
