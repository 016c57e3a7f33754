// A public event as the life of a comment reads it: its open fields are parsed strictly, stand-ins replace the private ones.
import type { LedgerEvent } from '../../contract/ledger.ts';
import { z } from '../../contract/zod.ts';
import { type CommentEvent, facts, isEventType } from '../../life/life.ts';
import { readEvent } from '../../life/read-event.ts';

/** The ledger shows only hashes of private fields. No standing depends on their content. */
function standIn(schema: z.ZodType): unknown {
  return schema instanceof z.ZodEnum ? schema.options[0] : '';
}

export type PublicEvent = { ok: true; event: CommentEvent } | { ok: false; what: string };

export function readPublicEvent({ receiptCode, version, type, at, facts: fields }: LedgerEvent): PublicEvent {
  if (!isEventType(type)) return { ok: false, what: '没有这样的办理事项' };
  const { open, closed, words } = facts[type];
  const shape: Record<string, z.ZodType> = open;
  if (!z.strictObject(shape).safeParse(fields).success) {
    return { ok: false, what: `内容不符合“${words.ledger}”的写法` };
  }
  const standIns = Object.entries<z.ZodType>(closed).map(([name, schema]) => [name, standIn(schema)]);
  const data = { ...fields, ...Object.fromEntries(standIns) };
  return { ok: true, event: readEvent({ type, at: Date.parse(at), data }, { receiptCode, version }) };
}
