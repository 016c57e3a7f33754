// Windows that the ledger lets a reader count again: the calendar that each event names, and the days of a recount.

import { isFinal } from '../../life/judging.ts';
import type { CommentEvent } from '../../life/life.ts';
import type { Calendars } from '../clock/calendar.ts';
import { dayInShanghai } from '../clock/calendar.ts';
import { countComment, countWindow } from '../clock/window-view.ts';
import { findCalendar, type LedgerKnowledge } from './knowledge.ts';
import type { LifeSoFar } from './life-course.ts';

/** The calendar that an event was counted by; null if it names none. */
export const calendarOf = (event: CommentEvent): number | null =>
  'calendar' in event ? (event.calendar ?? null) : null;

/** A second verdict, or an old one bound later, may rest on a calendar that has been replaced since. */
const mayBeOld = (event: CommentEvent, { standing }: LifeSoFar): boolean =>
  event.type === 'bound' && standing.stoppedAt !== null;

type Recomputed = Extract<CommentEvent, { type: 'recomputed' }>;

function findRecountFault(event: Recomputed, life: LifeSoFar, knowledge: LedgerKnowledge): string | null {
  const { standing, jurisdiction } = life;
  const { at } = knowledge.calendars;
  const rule = knowledge.ruleFor(jurisdiction, standing.receivedAt);
  const current = at(event.calendar);
  const then: Calendars = { current, newest: current, at };
  const { window } = countComment(standing, rule, then, event.at);
  const isDecided = standing.verdict !== null && isFinal(standing.verdict);
  if (isDecided || window.calendarVersion !== event.calendar) return '这件留言是否按期已有结论，不能再改期限';
  if (window.dueOn !== event.to) return `按第${event.calendar}版日历，期限应为${window.dueOn}`;
  for (let version = life.calendar; version < event.calendar; version++) {
    if (countWindow(standing, rule, at(version)).dueOn === event.from) return null;
  }
  return '原来的期限不是按以前的日历算出的';
}

/** How long a server that still runs an older calendar may go on beside the new one, in milliseconds. */
const changeover = 86_400_000;

/** Follows the calendars that a ledger names, in its order. */
export function followCalendars(knowledge: LedgerKnowledge) {
  const newest = { version: 0, since: 0 };
  /** @returns why the calendar or the day of the event is wrong; null if both are right */
  return function findWrongDay(event: CommentEvent, life: LifeSoFar): string | null {
    const version = calendarOf(event);
    if (version === null) return null;
    const calendar = findCalendar(knowledge, version);
    if (!calendar) return `没有第${version}版日历`;
    if (mayBeOld(event, life)) return null;
    // The first version came with the software, and may be younger than what was entered before.
    if (version > 1 && dayInShanghai(event.at) < calendar.takenIn) return `当时还没有第${version}版日历`;
    const isOld = version < newest.version && event.at - newest.since > changeover;
    if (version < life.calendar || isOld) return `第${version}版日历当时已经被取代`;
    if (version > newest.version) Object.assign(newest, { version, since: event.at });
    try {
      return event.type === 'recomputed' ? findRecountFault(event, life, knowledge) : null;
    } catch (error) {
      if (error instanceof RangeError) return '期限超出了日历的范围';
      throw error;
    }
  };
}
