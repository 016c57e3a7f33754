// Sends queued notes. Looks up each address just before sending, so that the queue contains none.
import { claimNote, finishNote, listDueNotes, type NoteRow } from '../db/notes.ts';
import { maxAttempts, retryDelayMs } from '../domain/notes.ts';
import { isEventType } from '../life/life.ts';
import type { Deps } from '../ports/deps.ts';
import { readContact } from './read-contact.ts';

/** Notes per run; the rest waits for the next run, a few minutes later. */
const batchSize = 40;

async function findAddress(deps: Deps, { receiptCode, recipient }: NoteRow): Promise<string | null> {
  if (recipient === 'office') return null;
  const contact = await readContact(deps, receiptCode);
  return contact === null || contact === 'unreadable' ? null : contact.contact || null;
}

async function sendNote(deps: Deps, note: NoteRow): Promise<NoteRow['state']> {
  const { receiptCode, version, recipient, what } = note;
  try {
    const address = await findAddress(deps, note);
    if (recipient === 'resident' && address === null) return 'unreachable';
    const key = `${receiptCode}-${version}-${recipient}`;
    if (!isEventType(what)) throw new Error('the note has an unknown event type');
    return await deps.notifier.send({ receiptCode, recipient, eventType: what, address, key });
  } catch (error) {
    const message = `note not sent (${what}): ${error instanceof Error ? error.message : 'unknown'}`;
    deps.log({ level: 'error', message, details: { receiptCode, try: note.tries + 1 } });
    return note.tries + 1 >= maxAttempts ? 'failed' : 'waiting';
  }
}

/**
 * Sends due notes. Tolerates interruption and concurrent runs: a note that was sent but not marked is sent again with the
 * same key, so that the provider can detect the duplicate.
 *
 * @returns how many notes reached a final state
 */
export async function deliverNotes(deps: Deps): Promise<number> {
  let finished = 0;
  for (const note of await listDueNotes(deps.database, deps.now(), batchSize)) {
    if (!(await claimNote(deps.database, note, deps.now() + retryDelayMs(note.tries + 1)))) continue;
    const state = await sendNote(deps, note);
    if (state === 'waiting') continue;
    await finishNote(deps.database, note, state);
    finished += 1;
  }
  return finished;
}
