// The lives in a ledger: whether each comment's events could have happened, in this order and at these instants.
import type { LedgerEvent, LedgerExport } from '../../contract/ledger.ts';
import { follow } from '../../life/derive-standing.ts';
import type { CommentEvent } from '../../life/life.ts';
import { startStanding } from '../../life/standing.ts';
import { findWrongDuplicate } from './duplicates.ts';
import { isRealInstant, type LedgerKnowledge } from './knowledge.ts';
import { type LedgerFinding, nameEntry } from './ledger.ts';
import { accountOf, findImpossible, type LifeSoFar, mustBeSent } from './life-course.ts';
import { readPublicEvent } from './public-event.ts';
import { followReceipts, type Received } from './receipts.ts';
import { followCalendars } from './recounts.ts';

function proceed(life: LifeSoFar, event: CommentEvent, line: LedgerEvent): void {
  follow(life.standing, { ...event, actor: accountOf(line) });
  if (event.type === 'erased') life.isErased = true;
  if ('calendar' in event) life.calendar = event.calendar;
  life.last = line;
}

/** Follows a ledger from its first event on. */
function followLives(knowledge: LedgerKnowledge) {
  const lives = new Map<string, LifeSoFar>();
  /** Comments with a finding: what follows from it need not be reported. */
  const broken = new Set<string>();
  const findWrongReceipt = followReceipts((code) => lives.get(code));
  const findWrongDay = followCalendars(knowledge);

  function begin(event: Received, line: LedgerEvent): string | null {
    const { jurisdiction, at, files } = event;
    // Even with a fault: a follow-up to it is not at fault.
    lives.set(line.receiptCode, {
      standing: startStanding(at),
      jurisdiction,
      hasFiles: files !== undefined,
      isErased: false,
      reviewers: knowledge.ruleFor(jurisdiction, at).reviewers ?? 0,
      calendar: 1,
      last: line,
    });
    return findWrongReceipt(event, line);
  }

  function findFault(line: LedgerEvent): string | null {
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
      findWrongDay(event, life);
    if (what === null) proceed(life, event, line);
    return what;
  }

  return {
    /** @returns what is wrong with the next event; null if it could have happened */
    add(line: LedgerEvent): string | null {
      if (broken.has(line.receiptCode)) return null;
      const what = findFault(line);
      if (what !== null) broken.add(line.receiptCode);
      return what;
    },
    /** Approved replies that never left. @param end the ledger's last position: a seal may divide one act */
    listUnsent: (end: number): LedgerEvent[] =>
      [...lives]
        .filter(([code, life]) => !broken.has(code) && mustBeSent(life) && life.last.position < end)
        .map(([, { last }]) => last),
  };
}

export function checkLives({ events, seals }: LedgerExport, knowledge: LedgerKnowledge): LedgerFinding[] {
  const findings: LedgerFinding[] = [];
  const lives = followLives(knowledge);
  for (const event of events) {
    const what = lives.add(event);
    if (what !== null) findings.push({ where: nameEntry(event), what });
  }
  for (const event of lives.listUnsent(events.length)) {
    findings.push({ where: nameEntry(event), what: '审核已经全部通过，答复却没有发出' });
  }
  for (const { number, at } of seals) {
    if (!isRealInstant(knowledge, at)) findings.push({ where: `第 ${number} 号封存`, what: '没有这样的时间' });
  }
  return findings;
}
