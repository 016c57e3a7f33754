// Checks an exported ledger for a person: its spelling, hashes and seals, whether its lives could have happened, whether
// it still contains what the reader kept, and whether it has the event of a check code.
import { readReceiptCode, sortCodes } from '../../contract/codes.ts';
import { type LedgerEvent, type LedgerExport, ledgerExportSchema } from '../../contract/ledger.ts';
import type { Calendars } from '../clock/calendar.ts';
import { findLostHeads, findUnextended, type KeptHead } from './anchors.ts';
import { checkCalendarDays } from './calendar-days.ts';
import type { LedgerKnowledge } from './knowledge.ts';
import { findByCheckCode, type LedgerFinding, verifyLedger } from './ledger.ts';
import { findRewriting } from './ledger-text.ts';
import { checkLives } from './lives.ts';
import { findLoneAnswers } from './lone-answers.ts';
import { findSealAhead, findSealGaps } from './seal-gaps.ts';

/** The two codes on a receipt that identify its event in the ledger. */
export interface ReceiptToCheck {
  receiptCode: string;
  checkCode: string;
}

/** What the reader holds against the ledger. */
export interface LedgerQuestions {
  /** Calendars and rules; without them, nobody can say whether the lives are possible. */
  knowledge?: LedgerKnowledge;
  /** Seals that the reader kept. */
  heads?: KeptHead[];
  /** Text of an earlier export. */
  since?: string | null;
  /** The reader's own time, in milliseconds UTC. */
  now?: number;
  /** Calendars of the reader's own software, if `knowledge` comes from the site. */
  known?: Calendars;
}

export interface LedgerCheck {
  /** Empty if the ledger is complete, unchanged and possible. */
  findings: LedgerFinding[];
  /** What a reader should know, though it is no sign of forgery by itself. */
  notes: LedgerFinding[];
  events: number;
  seals: number;
  /** Hash of the last seal. Save it to check a later file against it. */
  head: string;
  /** Whether the ledger contains the event of the check code; null without a check code. */
  receipt: { isThere: boolean; events: LedgerEvent[] } | null;
}

function parseLedger(text: string): LedgerExport | null {
  try {
    return ledgerExportSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

async function checkSince(ledger: LedgerExport, text: string): Promise<LedgerFinding[]> {
  const old = parseLedger(text);
  if (!old) return [{ where: '旧文件', what: '不是导出的公开记录，或者夹进了别的内容' }];
  const faults = [...findRewriting(text, old), ...(await verifyLedger(old))];
  const [fault] = faults;
  if (fault) return [{ where: `旧文件，${fault.where}`, what: `${fault.what}（共${faults.length}处）` }];
  return findUnextended(ledger, old);
}

/** @param text of the exported file @returns null if it is not a ledger at all */
export async function checkLedger(
  text: string,
  receipt: ReceiptToCheck | null,
  { knowledge, heads = [], since = null, now, known }: LedgerQuestions = {},
): Promise<LedgerCheck | null> {
  const ledger = parseLedger(text);
  if (!ledger) return null;
  const [typed, checkCode] = receipt ? sortCodes(receipt.receiptCode, receipt.checkCode, 'check') : ['', ''];
  const receiptCode = readReceiptCode(typed);
  const days = knowledge ? checkCalendarDays(knowledge.calendars, known ?? null) : { findings: [], notes: [] };
  const found = receiptCode && (await findByCheckCode(ledger, receiptCode, checkCode));
  return {
    findings: [
      ...findRewriting(text, ledger),
      ...(await verifyLedger(ledger)),
      ...(knowledge ? await checkLives(ledger, knowledge) : []),
      ...days.findings,
      ...findLostHeads(ledger, heads),
      ...(since === null ? [] : await checkSince(ledger, since)),
    ],
    notes: [
      ...findSealGaps(ledger),
      ...(now === undefined ? [] : findSealAhead(ledger, now)),
      ...findLoneAnswers(ledger),
      ...days.notes,
    ],
    events: ledger.events.length,
    seals: ledger.seals.length,
    head: ledger.head,
    receipt: receipt && {
      isThere: Boolean(found),
      events: ledger.events.filter((event) => event.receiptCode === receiptCode),
    },
  };
}
