// Recomputes the public figures from open data alone, without any product code. It reads the exported ledger, the
// calendar file and the rules file and steps through the days one by one.

interface LedgerLine {
  receiptCode: string;
  type: string;
  at: string;
  facts: Record<string, string | number | boolean>;
}

interface CalendarFile {
  versions: { version: number; years: { year: number; daysOff: object; makeUpDays: object }[] }[];
  statutory: { years: { year: number; daysOff: object }[] };
}

interface Rule {
  workingDays: { simple: number; standard: number };
  closesAt: string;
}

interface RulesFile {
  siteDefault: Rule;
  rules: (Rule & { jurisdiction: string; since: string })[];
}

const localDay = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
const nextDay = (day: string) => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

function isWorkingDay(day: string, calendar: CalendarFile, version: number): boolean {
  const years = calendar.versions.find((entry) => entry.version === version)?.years ?? [];
  const year = years.find((entry) => String(entry.year) === day.slice(0, 4));
  const law = calendar.statutory.years.find((entry) => String(entry.year) === day.slice(0, 4));
  if (year && day in year.makeUpDays) return true;
  if (year ? day in year.daysOff : day in (law?.daysOff ?? {})) return false;
  return ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
}

function dueAt(receivedAt: number, rule: Rule, kind: 'simple' | 'standard', calendar: CalendarFile, version: number) {
  let day = localDay(receivedAt);
  for (let left = rule.workingDays[kind]; left > 0; ) {
    day = nextDay(day);
    if (isWorkingDay(day, calendar, version)) left--;
  }
  const [hours = '24', minutes = '00'] = rule.closesAt.split(':');
  return Date.parse(`${day}T00:00:00+08:00`) + (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function workingDaysBetween(from: number, to: number, calendar: CalendarFile, version: number): number {
  let count = 0;
  for (let day = localDay(from); day < localDay(to); ) {
    day = nextDay(day);
    if (isWorkingDay(day, calendar, version)) count++;
  }
  return count;
}

const rank = (values: number[], share: number) =>
  values.sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? null;

/** All figures of one jurisdiction and year as numbers; rates as numerator and denominator. */
export function countIndependently(
  ledger: { events: LedgerLine[] },
  calendar: CalendarFile,
  rules: RulesFile,
  scope: { place: string; year: number; unit?: string },
  now: number,
) {
  const newest = Math.max(...calendar.versions.map(({ version }) => version));
  const tally = {
    received: 0,
    replied: 0,
    declined: 0,
    withdrawn: 0,
    onTime: 0,
    late: 0,
    declinedOnTime: 0,
    declinedLate: 0,
    withdrawnInTime: 0,
    withdrawnLate: 0,
    overdue: 0,
    waiting: 0,
    dueSoon: 0,
    samples: 0,
  };
  const more = {
    reclassified: 0,
    reclassifiedLate: 0,
    disputed: 0,
    duplicateDisputed: 0,
    published: 0,
    takenDown: 0,
    rated: 0,
    satisfied: 0,
  };
  const days: number[] = [];
  for (const code of new Set(ledger.events.map(({ receiptCode }) => receiptCode))) {
    const lines = ledger.events.filter(({ receiptCode }) => receiptCode === code);
    const at = (line: LedgerLine | undefined) => Date.parse(line?.at ?? '');
    const received = lines[0];
    const receivedAt = at(received);
    if (received?.facts['jurisdiction'] !== scope.place) continue;
    if (localDay(receivedAt).slice(0, 4) !== String(scope.year)) continue;
    const holders = lines.filter(({ type }) => ['assigned', 'transferred', 'returned', 'reopened'].includes(type));
    const holder = holders.at(-1)?.type === 'returned' ? undefined : holders.at(-1)?.facts['unit'];
    if (scope.unit !== undefined && (holder ?? 'desk') !== scope.unit) continue;

    const rule =
      rules.rules
        .filter(({ jurisdiction, since }) => jurisdiction === scope.place && since <= localDay(receivedAt))
        .sort((a, b) => (a.since < b.since ? 1 : -1))[0] ?? rules.siteDefault;
    const stop = lines.find(({ type }) => ['replied', 'declined', 'withdrawn'].includes(type));
    const changes = lines.filter(({ type }) => type === 'classified');
    const kind = (changes.at(-1)?.facts['to'] ?? 'standard') as 'simple' | 'standard';
    const version = Number(stop?.facts['calendar'] ?? newest);
    const due = dueAt(receivedAt, rule, kind, calendar, version);

    tally.received++;
    if (stop?.type === 'replied') tally.replied++;
    if (stop?.type === 'declined') tally.declined++;
    if (stop?.type === 'withdrawn') tally.withdrawn++;
    if (received.facts['sample']) tally.samples++;
    const isInTime = stop ? at(stop) < due : now < due;
    if (stop?.type === 'replied') tally[isInTime ? 'onTime' : 'late']++;
    else if (stop?.type === 'declined') tally[isInTime ? 'declinedOnTime' : 'declinedLate']++;
    else if (stop) tally[isInTime ? 'withdrawnInTime' : 'withdrawnLate']++;
    else tally[isInTime ? 'waiting' : 'overdue']++;
    let tomorrow = nextDay(localDay(now));
    while (!isWorkingDay(tomorrow, calendar, newest)) tomorrow = nextDay(tomorrow);
    if (!stop && now < due && localDay(due - 1) <= tomorrow) tally.dueSoon++;
    if (stop?.type === 'replied') days.push(workingDaysBetween(receivedAt, at(stop), calendar, version));
    if (changes.length > 0) more.reclassified++;
    const simpleDue = dueAt(receivedAt, rule, 'simple', calendar, version);
    if (changes.some((change) => change.facts['from'] === 'simple' && at(change) >= simpleDue)) more.reclassifiedLate++;
    const objections = lines.filter(({ type }) => type === 'disputed');
    if (objections.some(({ facts }) => facts['ground'] === undefined)) more.disputed++;
    if (objections.some(({ facts }) => facts['ground'] !== undefined)) more.duplicateDisputed++;
    const shown = lines.filter(({ type }) => ['published', 'unpublished', 'consent-withdrawn'].includes(type)).at(-1);
    // A correction unpublishes an answer with a redacted reply.
    const isStale = String(shown?.facts['blackouts']).includes('reply:');
    const isOff = isStale && shown && lines.slice(lines.indexOf(shown)).some(({ type }) => type === 'corrected');
    if (shown?.type === 'published' && !isOff) more.published++;
    else if (lines.some(({ type }) => type === 'published')) more.takenDown++;
    const rated = lines.find(({ type }) => type === 'rated');
    if (rated) more.rated++;
    if (Number(rated?.facts['solved']) >= 4) more.satisfied++;
  }
  const { onTime, late, overdue, waiting, declinedOnTime, declinedLate, withdrawnLate } = tally;
  const settled = onTime + late + overdue + declinedLate + withdrawnLate;
  return {
    ...tally,
    ...more,
    open: overdue + waiting,
    onTimeRate: [onTime, settled],
    strictRate: [onTime, settled + waiting],
    declinedOnTimeRate: [declinedOnTime, declinedOnTime + declinedLate],
    medianDays: rank([...days], 0.5),
    slowDays: rank([...days], 0.9),
  };
}
