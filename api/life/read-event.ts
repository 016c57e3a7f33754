// Parses stored rows with the schema of their fact. An invalid row throws, so that no page shows it.
import type { z } from '../contract/zod.ts';
import { type CommentEvent, facts, isEventType } from './life.ts';

/** A row of the record. `data` contains the fact's own fields in their stored order. */
export interface StoredEvent {
  type: string;
  at: number;
  data: Record<string, unknown>;
}

/** A type guard instead of zod's copy, because the exported ledger depends on the stored field order. */
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
 * @param place of the row, for the error message
 * @throws Error with receipt code and version for an invalid row: somebody changed the database directly, or a newer
 * release wrote the row
 */
export function readEvent(
  { type, at, data }: StoredEvent,
  place: { receiptCode: string; version: number },
): CommentEvent {
  const event = { type, at, ...data };
  const issues: z.core.$ZodIssue[] = [];
  // The fact's own fields must not override the row's type and time.
  const isWhole = event.type === type && event.at === at;
  if (isWhole && isFact(event, issues)) return event;
  const found = ['type', 'at'].filter((field) => field in data).concat(issues.map(nameIssue));
  const what = isEventType(type) ? `does not fit “${type}”: ${found.join('; ')}` : `has the unknown type “${type}”`;
  throw new Error(`${place.receiptCode}: stored event ${place.version} ${what}`);
}
