// 办理经过: describes every event for staff or for the resident.
import { follow } from './derive-standing.ts';
import type { Line, LineContext } from './fact.ts';
import { type CommentEvent, type EventOf, type EventType, effectsOf } from './life.ts';
import { type CommentStanding, startStanding } from './standing.ts';

export type Reader = 'staff' | 'resident';
type UnitName = LineContext['unitName'];

const describeFor = <Type extends EventType>(type: Type, event: EventOf<Type>, reader: Reader, context: LineContext) =>
  effectsOf(type).words[reader]?.(event, context) ?? null;

const describeForStaff = <Type extends EventType>(type: Type, event: EventOf<Type>, context: LineContext): Line =>
  effectsOf(type).words.staff(event, context);

/** Describes one event for staff, without regard to earlier events. */
export const describeEvent = (event: CommentEvent, unitName: UnitName): Line =>
  describeForStaff(event.type, event, { unitName, tookDown: false });

/** Describes every event that this reader may see, with its effect on a published answer. */
export function describeEvents<Event extends CommentEvent>(events: Event[], reader: Reader, unitName: UnitName) {
  let standing: CommentStanding | null = null;
  return events.flatMap((event) => {
    const wasPublished = standing?.isPublished ?? false;
    if (standing) follow(standing, event);
    else standing = startStanding(event.at); // no line depends on what judged
    const tookDown = wasPublished && !standing.isPublished;
    const line = describeFor(event.type, event, reader, { unitName, tookDown });
    return line ? [{ event, ...line }] : [];
  });
}
