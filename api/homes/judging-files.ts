// The rules and calendars of this release, each with the file that a person would restore (decision 037).
import { fileOf, rules, siteDefaults } from '../../content/rules/index.ts';
import type { Calendars } from '../domain/clock/calendar.ts';
import { identifyRule } from '../domain/clock/rules.ts';
import type { JudgingFile } from '../ports/judging.ts';

export function listJudgingFiles({ newest, at }: Calendars): JudgingFile[] {
  const versions = Array.from({ length: newest.version }, (_, index) => index + 1);
  return [
    ...[...siteDefaults, ...rules].map((rule): JudgingFile => {
      const { id, hash } = identifyRule(rule);
      return { kind: 'rule', identity: id, file: fileOf(rule), since: rule.since ?? null, hash };
    }),
    ...versions.map(
      (version): JudgingFile => ({
        kind: 'calendar',
        identity: String(version),
        file: 'content/calendar/versions.json',
        since: null,
        hash: () => at(version).hash(),
      }),
    ),
  ];
}
