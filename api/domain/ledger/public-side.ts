// Converts events for the public ledger: public fields in the clear, private fields as a hash.
import type { LedgerEvent } from '../../contract/ledger.ts';
import { type CommentEvent, facts } from '../../life/life.ts';
import { hashClosed, leafOf } from './ledger.ts';

/**
 * Splits an event into public and private fields, as its fact declares. Accounts are always private.
 */
function splitEvent({ type, at: _, ...fields }: CommentEvent) {
  const open: LedgerEvent['facts'] = {};
  const closed: LedgerEvent['facts'] = {};
  for (const [name, value] of Object.entries(fields)) {
    const part = Object.hasOwn(facts[type].closed, name) ? closed : open;
    part[name] = value;
  }
  return { open, closed };
}

export interface EventIdentity {
  receiptCode: string;
  version: number;
  actorRole: LedgerEvent['by'];
  actor: string | null;
  salt: string;
}

/** Builds the event's ledger entry without its position, which the database assigns. */
export async function toLedgerEvent(event: CommentEvent, who: EventIdentity): Promise<Omit<LedgerEvent, 'position'>> {
  const { open, closed } = splitEvent(event);
  const sealed = await hashClosed(who.salt, { ...closed, actor: who.actor });
  const line = {
    receiptCode: who.receiptCode,
    version: who.version,
    type: event.type,
    at: new Date(event.at).toISOString(),
    by: who.actorRole,
    facts: open,
    sealed,
  };
  return { ...line, leaf: await leafOf(line) };
}
