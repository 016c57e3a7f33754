// What looks like personal data in words that are about to be sent to a resident: the clerk confirms it, or changes the words.
import type { FoundPersonal, PersonalWarning } from '../../contract/problem.ts';
import { findPersonalData, personalWords } from './personal-data.ts';
import { sha256 } from './submission.ts';

/**
 * @param words by field of the form
 * @returns what was found, with the key that confirms exactly this; null if there is nothing. Other words with other findings
 * have another key, so that they are looked at again.
 */
export async function lookAtWords(words: Record<string, string>): Promise<PersonalWarning | null> {
  const found: FoundPersonal[] = Object.entries(words).flatMap(([field, text]) =>
    findPersonalData(text).map(({ kind, start, end }) => ({
      field,
      kind: personalWords[kind],
      start,
      text: text.slice(start, end),
    })),
  );
  if (found.length === 0) return null;
  // Without the positions: a comma added in front of a confirmed number raises no second question.
  return { found, key: await sha256(JSON.stringify(found.map(({ field, kind, text }) => [field, kind, text]))) };
}
