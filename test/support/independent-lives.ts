// Reads each comment's life from the exported ledger, calendar and rules alone, without any product code: its holders, its
// window, its verdict.
import {
  type CalendarFile,
  findRule,
  localDay,
  type ReadCalendar,
  type RulesFile,
  readCalendar,
} from './independent-calendar.ts';

export interface LedgerLine {
  receiptCode: string;
  type: string;
  at: string;
  facts: Record<string, string | number | boolean>;
}

/** The public files, and the calendar that counted the figures. */
export interface PublicFiles {
  ledger: { events: LedgerLine[] };
  calendar: CalendarFile;
  rules: RulesFile;
  /** Version of the calendar in force. */
  inForce: number;
}

const at = (line: LedgerLine) => Date.parse(line.at);
const replies = ['replied', 'declined', 'withdrawn'];
const verdictOf = {
  replied: ['onTime', 'late'],
  declined: ['declinedOnTime', 'declinedLate'],
  withdrawn: ['withdrawnInTime', 'withdrawnLate'],
} as const;

/** Who held an open comment, and from when. */
function listTurns(lines: LedgerLine[], receivedAt: number): { by: string; from: number }[] {
  const turns = [{ by: 'desk', from: receivedAt }];
  let unit = 'desk';
  for (const line of lines) {
    if (replies.includes(line.type)) break;
    const before = turns.at(-1)?.by ?? '';
    if (line.type === 'assigned' || line.type === 'transferred') unit = String(line.facts['unit']);
    if (line.type === 'returned') unit = 'desk';
    const isSentBack = line.type === 'reviewed' && !line.facts['passed'];
    const holders = { assigned: unit, transferred: unit, returned: unit, drafted: 'review' };
    const by = isSentBack ? unit : (holders[line.type as keyof typeof holders] ?? before);
    if (by !== before) turns.push({ by, from: at(line) });
  }
  return turns;
}

/** Public or taken down, and nothing else, once it was published. */
function readShowing(lines: LedgerLine[]): 'shown' | 'taken-down' | 'never' {
  const shown = lines.filter(({ type }) => ['published', 'unpublished', 'consent-withdrawn'].includes(type)).at(-1);
  // A correction unpublishes an answer with a redacted reply.
  const isStale = String(shown?.facts['blackouts']).includes('reply:');
  const isOff = isStale && shown && lines.slice(lines.indexOf(shown)).some(({ type }) => type === 'corrected');
  if (shown?.type === 'published' && !isOff) return 'shown';
  return lines.some(({ type }) => type === 'published') ? 'taken-down' : 'never';
}

function readLife(
  code: string,
  lines: LedgerLine[],
  files: PublicFiles,
  calendarOf: (version: number) => ReadCalendar,
) {
  const [received] = lines;
  if (!received) throw new Error(`${code} has no events`);
  const receivedAt = at(received);
  const place = String(received.facts['jurisdiction']);
  const rule = findRule(files.rules, place, localDay(receivedAt));
  const stop = lines.find(({ type }) => replies.includes(type));
  const stoppedAt = stop ? at(stop) : null;
  const changes = lines.filter(({ type }) => type === 'classified');
  const kind = changes.at(-1)?.facts['to'] === 'simple' ? 'simple' : 'standard';

  // A withdrawal names no calendar, but the verdict after it does.
  const judgments = lines.filter(({ type }) => type === 'judged');
  let version = Number(stop ? (stop.facts['calendar'] ?? judgments[0]?.facts['calendar']) : files.inForce);
  const count = (calendar: ReadCalendar) => {
    const dueDay = calendar.dueDay(receivedAt, rule, kind);
    return { dueDay, dueAt: calendar.endOf(dueDay, rule), isProvisional: calendar.isUnannounced(dueDay) };
  };
  // What came late after a provisional day waits for a calendar that settles it.
  const isSettled = () => {
    const { dueAt, isProvisional } = count(calendarOf(version));
    return !isProvisional || (stoppedAt !== null && stoppedAt < dueAt);
  };
  while (version < files.inForce && !isSettled()) version++;
  const calendar = calendarOf(version);
  const { dueDay, dueAt, isProvisional } = count(calendar);
  const simpleDue = calendar.endOf(calendar.dueDay(receivedAt, rule, 'simple'), rule);
  const holders = lines.filter(({ type }) => ['assigned', 'transferred', 'returned', 'reopened'].includes(type));
  const last = holders.at(-1);
  const objections = lines.filter(({ type }) => type === 'disputed');
  return {
    code,
    place,
    receivedAt,
    month: localDay(receivedAt).slice(0, 7),
    kind: String(lines.findLast(({ type }) => type === 'categorized')?.facts['kind'] ?? received.facts['kind']),
    unit: last === undefined || last.type === 'returned' ? 'desk' : String(last.facts['unit']),
    isSample: received.facts['sample'] === true,
    stop: stop?.type as keyof typeof verdictOf | undefined,
    stoppedAt,
    dueDay,
    dueAt,
    isProvisional,
    isDueUnannounced: calendarOf(files.inForce).isUnannounced(dueDay),
    calendar,
    used: stoppedAt === null ? null : calendar.countBetween(receivedAt, stoppedAt),
    turns: listTurns(lines, receivedAt),
    isReclassified: changes.length > 0,
    isReclassifiedLate: changes.some((line) => line.facts['from'] === 'simple' && at(line) >= simpleDue),
    wasDisputed: objections.some(({ facts }) => facts['ground'] === undefined),
    wasDuplicateDisputed: objections.some(({ facts }) => facts['ground'] !== undefined),
    showing: readShowing(lines),
    solved: Number(lines.find(({ type }) => type === 'rated')?.facts['solved'] ?? 0),
    recorded: judgments.at(-1)?.facts,
  };
}

export type Life = ReturnType<typeof readLife>;

export function readLives(files: PublicFiles): Life[] {
  const calendars = new Map<number, ReadCalendar>();
  const calendarOf = (version: number) => {
    const calendar = calendars.get(version) ?? readCalendar(files.calendar, version);
    calendars.set(version, calendar);
    return calendar;
  };
  const byCode = Map.groupBy(files.ledger.events, ({ receiptCode }) => receiptCode);
  return [...byCode].map(([code, lines]) => readLife(code, lines, files, calendarOf));
}

/** The one verdict of a comment at an instant. */
export function judge({ stop, stoppedAt, dueAt, isProvisional }: Life, now: number) {
  const isInTime = (stoppedAt ?? now) < dueAt;
  if (!isInTime && isProvisional) return 'undecided';
  if (stop) return verdictOf[stop][isInTime ? 0 : 1];
  return isInTime ? 'waiting' : 'overdue';
}
