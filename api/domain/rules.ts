// Which reply window applies (design rule 10): the jurisdiction's own, or the site's default, said to be one.
import type { ReplyRule } from './window-view.ts';

/** Where a jurisdiction's document sets no window, the strictest of the sources serves, as the site's own choice. */
const siteDefault: ReplyRule = {
  workingDays: { simple: 1, standard: 5 },
  closesAt: '24:00',
  source: '冠政办发〔2021〕9号，二（二）',
  clause:
    '严格落实回复期限，通过网上咨询、网站留言等收到的意见建议和问题咨询，答复期限不得超过5个工作日，简单问题要在1个工作日内完成答复。',
  url: '/documents/guanxian-2021/points/2-2/',
  isDefault: true,
};

export function ruleFinder(rules: (ReplyRule & { jurisdiction: string })[]): (jurisdiction: string) => ReplyRule {
  const found = new Map(rules.map((rule) => [rule.jurisdiction, rule]));
  return (jurisdiction) => found.get(jurisdiction) ?? siteDefault;
}
