// The look at a clerk's words before a move sends them to the resident.
import type { PersonalWarning } from '../contract/problem.ts';
import type { CommentRecord } from '../db/database.ts';
import { lookAtWords } from '../domain/privacy/sent-words.ts';
import type { MoveName } from '../life/life.ts';
import type { Move } from '../life/requests.ts';
import { formOf } from '../life/words.ts';
import { readWords } from './follow.ts';

/** Moves whose words only staff read. */
const readByStaff: readonly MoveName[] = ['advise', 'send-back'];

/** Typed words that the move sends, by field. */
function typedWords(action: Move): Record<string, string> {
  if (readByStaff.includes(action.move)) return {};
  const fields = Object.entries(formOf(action.move).fields).filter(([, { as }]) => as === 'text' || as === 'reply');
  const values = new Map<string, unknown>(Object.entries(action));
  return Object.fromEntries(
    fields.flatMap(([name]) => {
      const value = values.get(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** @returns what looks personal in the words that the move sends, a reviewer's approval included; null if nothing does */
export async function lookBeforeSending({ row, draft }: CommentRecord, action: Move): Promise<PersonalWarning | null> {
  const approved = action.move === 'pass' && draft ? { text: (await readWords(row.receiptCode, draft)).text } : {};
  return lookAtWords({ ...typedWords(action), ...approved });
}
