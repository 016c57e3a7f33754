// The window of a comment by its jurisdiction's rule: when it ends, and how it stands now.
import type { WindowView } from '../contract/window.ts';
import type { Due } from '../db/comments.ts';
import type { Deps } from '../deps.ts';
import type { CommentStanding } from '../domain/lifecycle.ts';
import { judgeComment, viewWindow } from '../domain/window-view.ts';

export function windowOf(deps: Deps, jurisdiction: string, standing: CommentStanding): WindowView {
  return viewWindow(standing, deps.ruleFor(jurisdiction, standing.receivedAt), deps.calendars, deps.now());
}

/** For the columns that the queue is sorted by. */
export function dueOf(deps: Deps, jurisdiction: string, standing: CommentStanding): Due {
  const rule = deps.ruleFor(jurisdiction, standing.receivedAt);
  const { window } = judgeComment(standing, rule, deps.calendars, deps.now());
  return { at: window.dueAt, calendar: window.calendarVersion };
}

/** A salt of 128 random bits, for the hashes of one event. */
export function makeSalt({ random }: Deps): string {
  return Array.from(random(16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
