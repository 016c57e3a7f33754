// The public side of an event: what the ledger shows, and what only its hash represents.
import type { LedgerEvent } from '../../contract/ledger.ts';
import { type CommentEvent, facts } from '../../life/life.ts';
import { hashClosed, leafOf } from './ledger.ts';

/**
 * Splits an event into public fields and those that only its hash represents. The fact declares which is which;
 * account names are always private.
 */
function partEvent({ type, at: _, ...fields }: CommentEvent) {
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

/** The event as the ledger shows it, without its position, which the database assigns. */
export async function toLedgerEvent(event: CommentEvent, who: EventIdentity): Promise<Omit<LedgerEvent, 'position'>> {
  const { open, closed } = partEvent(event);
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
