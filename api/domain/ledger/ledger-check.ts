// Checks an exported ledger for the checking page: parses it strictly, verifies it, and finds the event of a check code.
import { readReceiptCode, sortCodes } from '../../contract/codes.ts';
import { type LedgerEvent, ledgerExportSchema } from '../../contract/ledger.ts';
import { findByCheckCode, type LedgerFinding, verifyLedger } from './ledger.ts';

/** The two codes on a receipt that identify its event in the ledger. */
export interface ReceiptToCheck {
  receiptCode: string;
  checkCode: string;
}

export interface LedgerCheck {
  /** Empty if the ledger is complete and unchanged. */
  findings: LedgerFinding[];
  events: number;
  seals: number;
  /** Hash of the last seal. Save it to check a later file against it. */
  head: string;
  /** Whether the ledger contains the event of the check code; null without a check code. */
  receipt: { isThere: boolean; events: LedgerEvent[] } | null;
}

/** @param text of the exported file @returns null if the file is not a ledger */
export async function checkLedger(text: string, receipt: ReceiptToCheck | null): Promise<LedgerCheck | null> {
  const ledger = ledgerExportSchema.safeParse(parseJson(text));
  if (!ledger.success) return null;
  const [typed, checkCode] = receipt ? sortCodes(receipt.receiptCode, receipt.checkCode, 'check') : ['', ''];
  const receiptCode = readReceiptCode(typed);
  const found = receiptCode && (await findByCheckCode(ledger.data, receiptCode, checkCode));
  return {
    findings: await verifyLedger(ledger.data),
    events: ledger.data.events.length,
    seals: ledger.data.seals.length,
    head: ledger.data.head,
    receipt: receipt && {
      isThere: Boolean(found),
      events: ledger.data.events.filter((event) => event.receiptCode === receiptCode),
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
