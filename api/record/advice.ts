// The advice of supporting units to the lead unit (协办意见); for staff only.
import type { Advice } from '../contract/triage.ts';
import { listAdvice } from '../db/advice.ts';
import type { CommentRecord } from '../db/database.ts';
import type { Deps } from '../ports/deps.ts';
import { readWords } from './follow.ts';

/** Lists the advice, oldest first. @param unitName maps a unit's id to its name */
export async function readAdvice(
  deps: Deps,
  { row, events }: CommentRecord,
  unitName: (id: string) => string,
): Promise<Advice[]> {
  const advised = events.filter((event) => event.type === 'advised');
  if (advised.length === 0) return [];
  const texts = await listAdvice(deps.database, row.receiptCode);
  return Promise.all(
    advised.flatMap(({ version, unit, text: hash, salt, at }) => {
      const words = texts.find((stored) => stored.version === version);
      if (!words) return [];
      const recorded = readWords(row.receiptCode, { text: words.text, hash, salt, at });
      return [recorded.then((presented) => ({ ...presented, unit: unitName(unit) }))];
    }),
  );
}
