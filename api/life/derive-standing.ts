// Derives the standing of a comment from its events. Stored columns are only a copy.
import { namesWhatJudged } from './judging.ts';
import { type ActedEvent, type EventOf, type EventType, effectsOf } from './life.ts';
import { type CommentStanding, type Draft, followTurn, startStanding } from './standing.ts';

function followDraft<Type extends EventType>(
  type: Type,
  event: EventOf<Type>,
  before: Draft | null,
  actor: string | null,
): Draft | null {
  const { draft } = effectsOf(type);
  if (draft === 'keeps') return before;
  return draft === 'ends' ? null : draft(before, event, actor);
}

function applyFact<Type extends EventType>(
  type: Type,
  event: EventOf<Type>,
  standing: CommentStanding,
  actor: string | null,
): void {
  effectsOf(type).apply?.(standing, event);
  standing.draft = followDraft(type, event, standing.draft, actor);
}

/** Applies one event to the standing so far. */
export function follow(standing: CommentStanding, event: ActedEvent): void {
  applyFact(event.type, event, standing, event.actor ?? null);
  followTurn(standing, event.at);
  standing.version += 1;
}

/** @throws Error if the first event is not the receipt: the record is corrupt */
export function deriveStanding(events: ActedEvent[]): CommentStanding {
  const [first, ...rest] = events;
  if (first?.type !== 'received') throw new Error('a comment begins with its receipt');
  const standing = startStanding(first.at, namesWhatJudged(first));
  for (const event of rest) follow(standing, event);
  return standing;
}
