// What a reader must know to judge a ledger: the calendars and rules that the site publishes beside it.
import { z } from '../../contract/zod.ts';
import { type Calendars, createCalendars, dayInShanghai, type WorkingCalendar } from '../clock/calendar.ts';
import { type RuleFinder, ruleFinder } from '../clock/rules.ts';

export interface LedgerKnowledge {
  calendars: Calendars;
  ruleFor: RuleFinder;
}

const dayNames = z.record(z.string(), z.string());

/** The file /data/calendar.json, as far as windows need it. */
const calendarFileSchema = z.object({
  versions: z
    .array(
      z.object({
        version: z.int(),
        takenIn: z.string(),
        source: z.string(),
        byOffice: z.array(z.int()).exactOptional(),
        years: z.array(
          // The hash covers all that is published of a year.
          z.looseObject({
            year: z.int(),
            notices: z.array(z.looseObject({ title: z.string(), publishedOn: z.string().nullable() })),
            daysOff: dayNames,
            makeUpDays: dayNames,
            ownDays: z.array(z.string()).exactOptional(),
          }),
        ),
      }),
    )
    .min(1),
  statutory: z.object({ source: z.string(), years: z.array(z.object({ year: z.int(), daysOff: dayNames })) }),
});

const ruleSchema = z.object({
  workingDays: z.object({ simple: z.int(), standard: z.int() }),
  closesAt: z.string(),
  source: z.string(),
  clause: z.string(),
  url: z.string(),
  isDefault: z.boolean(),
  reviewers: z.int().optional(),
});

const siteRuleSchema = ruleSchema.extend({ since: z.string().exactOptional() });

/** The file /data/rules.json. Files older than decision 037 have one default, without a date. */
const rulesFileSchema = z.object({
  siteDefault: siteRuleSchema,
  siteDefaults: z.array(siteRuleSchema).exactOptional(),
  rules: z.array(ruleSchema.extend({ jurisdiction: z.string(), since: z.string() })),
});

/**
 * @param calendarFile the parsed /data/calendar.json
 * @param rulesFile the parsed /data/rules.json
 * @throws ZodError if they are other files
 */
export function readKnowledge(calendarFile: unknown, rulesFile: unknown): LedgerKnowledge {
  const { versions, statutory } = calendarFileSchema.parse(calendarFile);
  const { rules, siteDefault, siteDefaults = [] } = rulesFileSchema.parse(rulesFile);
  const others = siteDefaults.filter(({ since }) => since !== siteDefault.since);
  return { calendars: createCalendars(versions, statutory), ruleFor: ruleFinder(rules, siteDefault, ...others) };
}

/** @returns null for a version that nobody published */
export function findCalendar({ calendars }: LedgerKnowledge, version: number): WorkingCalendar | null {
  if (!Number.isInteger(version) || version < 1 || version > calendars.current.version) return null;
  return calendars.at(version);
}

/** A real instant in a year that the calendar covers: 31 February parses as 3 March, and does not come back. */
export function isRealInstant({ calendars }: LedgerKnowledge, written: string): boolean {
  const time = Date.parse(written);
  if (Number.isNaN(time) || new Date(time).toISOString() !== written) return false;
  const year = Number(dayInShanghai(time).slice(0, 4));
  const { first, last } = calendars.current.years;
  return year >= first && year <= last;
}
