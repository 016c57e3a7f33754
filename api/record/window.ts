// Computes a comment's window under its jurisdiction's rule.
import { toHex } from '../contract/hex.ts';
import type { WindowView } from '../contract/window.ts';
import type { WindowColumns } from '../db/database.ts';
import { judgeComment, judgeReclassification, viewWindow } from '../domain/clock/window-view.ts';
import type { CommentStanding } from '../life/standing.ts';
import type { Deps } from '../ports/deps.ts';

export function windowOf(deps: Deps, jurisdiction: string, standing: CommentStanding): WindowView {
  const { calendars } = deps.officeOf(jurisdiction);
  return viewWindow(standing, deps.ruleFor(jurisdiction, standing.receivedAt), calendars, deps.now());
}

/** Computes the window's columns, for the queue and the figures. */
export function computeColumns(deps: Deps, jurisdiction: string, comment: CommentStanding): WindowColumns {
  const rule = deps.ruleFor(jurisdiction, comment.receivedAt);
  const { calendars } = deps.officeOf(jurisdiction);
  const { window, standing } = judgeComment(comment, rule, calendars, deps.now());
  return {
    dueAt: window.dueAt,
    // The calendar in force has confirmed every late verdict (db/recount.ts).
    calendar: standing.state === 'missed' ? calendars.current.version : window.calendarVersion,
    workingDaysUsed: standing.usedUntilStop,
    reclassified: judgeReclassification(comment, rule, calendars),
  };
}

/** Makes a salt of 128 random bits, for the hashes of one event. */
export function makeSalt({ random }: Deps): string {
  return toHex(random(16));
}
