// The lives in a ledger: whether each comment's events could have happened, in this order and at these instants.
import type { LedgerEvent, LedgerExport } from '../../contract/ledger.ts';
import { follow } from '../../life/derive-standing.ts';
import { namesWhatJudged } from '../../life/judging.ts';
import type { CommentEvent } from '../../life/life.ts';
import { startStanding } from '../../life/standing.ts';
import { findWrongDuplicate } from './duplicates.ts';
import { findWrongJudgement, mustBeJudged } from './judgements.ts';
import { isRealInstant, type LedgerKnowledge } from './knowledge.ts';
import { type LedgerFinding, nameEntry } from './ledger.ts';
import { accountOf, findImpossible, type LifeSoFar, mustBeSent, notJudged } from './life-course.ts';
import { readPublicEvent } from './public-event.ts';
import { followReceipts, type Received } from './receipts.ts';
import { calendarOf, followCalendars } from './recounts.ts';

function proceed(life: LifeSoFar, event: CommentEvent, line: LedgerEvent): void {
  follow(life.standing, { ...event, actor: accountOf(line) });
  if (event.type === 'erased') life.isErased = true;
  life.calendar = Math.max(life.calendar, calendarOf(event) ?? 0);
  life.last = line;
}

/** Follows a ledger from its first event on. */
function followLives(knowledge: LedgerKnowledge) {
  const lives = new Map<string, LifeSoFar>();
  /** Comments with a finding: what follows from it need not be reported. */
  const broken = new Set<string>();
  const findWrongReceipt = followReceipts((code) => lives.get(code));
  const findWrongDay = followCalendars(knowledge);

  async function begin(event: Received, line: LedgerEvent): Promise<string | null> {
    const { jurisdiction, at, files } = event;
    const life: LifeSoFar = {
      standing: startStanding(at, namesWhatJudged(event)),
      jurisdiction,
      hasFiles: files !== undefined,
      isErased: false,
      reviewers: knowledge.ruleFor(jurisdiction, at).reviewers ?? 0,
      calendar: 1,
      last: line,
    };
    // Even with a fault: a follow-up to it is not at fault.
    lives.set(line.receiptCode, life);
    const what = findWrongReceipt(event, line) ?? findWrongDay(event, life);
    if (what !== null) return what;
    life.calendar = Math.max(life.calendar, calendarOf(event) ?? 0);
    return findWrongJudgement(event, life, knowledge);
  }

  async function findFault(line: LedgerEvent): Promise<string | null> {
    if (!isRealInstant(knowledge, line.at)) return '没有这样的时间，或者超出了日历的范围';
    const read = readPublicEvent(line);
    if (!read.ok) return read.what;
    const { event } = read;
    const life = lives.get(line.receiptCode);
    if (event.type === 'received') return life ? '一件留言只能收到一次' : begin(event, line);
    if (!life) return '留言应当从收到开始';
    const what =
      findImpossible(event, line, life) ??
      findWrongDuplicate(event, line, (code) => lives.get(code)) ??
      findWrongDay(event, life) ??
      (await findWrongJudgement(event, life, knowledge));
    if (what === null) proceed(life, event, line);
    return what;
  }

  return {
    /** @returns what is wrong with the next event; null if it could have happened */
    async add(line: LedgerEvent): Promise<string | null> {
      if (broken.has(line.receiptCode)) return null;
      const what = await findFault(line);
      if (what !== null) broken.add(line.receiptCode);
      return what;
    },
    /** Acts that are not whole: approved replies that never left, and closings without a verdict. */
    listUnfinished: (end: number) => {
      // A seal may divide the ledger's last act.
      const ended = [...lives].filter(([code, { last }]) => !broken.has(code) && last.position < end);
      const lastOf = (is: (life: LifeSoFar) => boolean) =>
        ended.filter(([, life]) => is(life)).map(([, { last }]) => last);
      return { unsent: lastOf(mustBeSent), unjudged: lastOf(mustBeJudged) };
    },
  };
}

export async function checkLives(
  { events, seals }: LedgerExport,
  knowledge: LedgerKnowledge,
): Promise<LedgerFinding[]> {
  const findings: LedgerFinding[] = [];
  const lives = followLives(knowledge);
  for (const event of events) {
    const what = await lives.add(event);
    if (what !== null) findings.push({ where: nameEntry(event), what });
  }
  const { unsent, unjudged } = lives.listUnfinished(events.length);
  for (const event of unsent) findings.push({ where: nameEntry(event), what: '审核已经全部通过，答复却没有发出' });
  for (const event of unjudged) findings.push({ where: nameEntry(event), what: notJudged });
  for (const { number, at } of seals) {
    if (!isRealInstant(knowledge, at)) findings.push({ where: `第 ${number} 号封存`, what: '没有这样的时间' });
  }
  return findings;
}
