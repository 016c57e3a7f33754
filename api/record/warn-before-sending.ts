// Checks a clerk's text for personal data before a move sends it to the resident.
import type { PersonalWarning } from '../contract/problem.ts';
import type { CommentRecord } from '../db/database.ts';
import { findPersonalWarning } from '../domain/privacy/sent-words.ts';
import type { MoveName } from '../life/life.ts';
import type { Move } from '../life/requests.ts';
import { formOf } from '../life/words.ts';
import { readWords } from './follow.ts';

/** Moves whose text only staff read. */
const staffOnlyMoves: readonly MoveName[] = ['advise', 'send-back'];

/** Collects the typed text that the move sends, by form field. */
function collectTypedTexts(action: Move): Record<string, string> {
  if (staffOnlyMoves.includes(action.move)) return {};
  const fields = Object.entries(formOf(action.move).fields).filter(([, { as }]) => as === 'text' || as === 'reply');
  const values = new Map<string, unknown>(Object.entries(action));
  return Object.fromEntries(
    fields.flatMap(([name]) => {
      const value = values.get(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** @returns possible personal data in the text that the move sends, or that a reviewer approves; null without findings */
export async function warnBeforeSending({ row, draft }: CommentRecord, action: Move): Promise<PersonalWarning | null> {
  const approvedText = action.move === 'pass' && draft ? { text: (await readWords(row.receiptCode, draft)).text } : {};
  return findPersonalWarning({ ...collectTypedTexts(action), ...approvedText });
}
