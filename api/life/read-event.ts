// Stored rows as facts: each is parsed by the schema of its fact, and what does not fit is shown to nobody.
import type { z } from '../contract/zod.ts';
import { type CommentEvent, facts, isEventType } from './life.ts';

/** A row of the record. `data` has the fact's own fields, in the order in which they were written. */
export interface StoredEvent {
  type: string;
  at: number;
  data: Record<string, unknown>;
}

/** A guard, so that what was read stays as it was written: its order is that of the exported ledger. */
function isFact(event: { type: string }, issues: z.core.$ZodIssue[]): event is CommentEvent {
  if (!isEventType(event.type)) return false;
  const parsed = facts[event.type].schema.safeParse(event);
  issues.push(...(parsed.error?.issues ?? []));
  return parsed.success;
}

const nameIssue = (issue: z.core.$ZodIssue): string => {
  const fields = issue.code === 'unrecognized_keys' ? issue.keys : issue.path;
  return `${fields.join(', ')} (${issue.code})`;
};

/**
 * @param place of the row, for whoever has to look at it
 * @throws Error that names receipt code and version, where the row is not such a fact: it was changed behind the
 * application's back, or a newer version wrote it
 */
export function readEvent(
  { type, at, data }: StoredEvent,
  place: { receiptCode: string; version: number },
): CommentEvent {
  const event = { type, at, ...data };
  const issues: z.core.$ZodIssue[] = [];
  // The fact's own fields never stand in for what the row says of itself.
  const isWhole = event.type === type && event.at === at;
  if (isWhole && isFact(event, issues)) return event;
  const found = ['type', 'at'].filter((field) => field in data).concat(issues.map(nameIssue));
  const what = isEventType(type) ? `does not fit “${type}”: ${found.join('; ')}` : `has the unknown type “${type}”`;
  throw new Error(`${place.receiptCode}: stored event ${place.version} ${what}`);
}
