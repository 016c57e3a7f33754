// Which reply window applies (design rule 10): the jurisdiction's own on the day of receipt, or the site's default, said to be one.
import { type Day, dayInShanghai } from './calendar.ts';
import type { ReplyRule } from './window-view.ts';

/** A rule that is in force from a day on. */
export type DatedRule = ReplyRule & { jurisdiction: string; since: Day };

/** A window of working days that a document or a law sets, for the calculator. */
export interface NamedWindow {
  id: string;
  name: string;
  workingDays: number;
  source: string;
  clause: string;
  /** The point or task in which it stands; null for a law. */
  url: string | null;
}

/** Where a jurisdiction's document sets no window, the strictest of the sources serves, as the site's own choice. */
export const siteDefault: ReplyRule = {
  workingDays: { simple: 1, standard: 5 },
  closesAt: '24:00',
  source: '冠政办发〔2021〕9号，二（二）',
  clause:
    '严格落实回复期限，通过网上咨询、网站留言等收到的意见建议和问题咨询，答复期限不得超过5个工作日，简单问题要在1个工作日内完成答复。',
  url: '/documents/guanxian-2021/points/2-2/',
  isDefault: true,
};

/** @param receivedAt milliseconds UTC: a later rule does not judge what came before it */
export type RuleFinder = (jurisdiction: string, receivedAt: number) => ReplyRule;

export function ruleFinder(rules: DatedRule[]): RuleFinder {
  const newestFirst = [...rules].sort((a, b) => b.since.localeCompare(a.since));
  return (jurisdiction, receivedAt) => {
    const day = dayInShanghai(receivedAt);
    return newestFirst.find((rule) => rule.jurisdiction === jurisdiction && rule.since <= day) ?? siteDefault;
  };
}
