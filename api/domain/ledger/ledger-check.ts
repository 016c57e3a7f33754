// Checks an exported ledger for a person: parses the file strictly, verifies all of it, and finds the event of a check code.
import { readReceiptCode } from '../../contract/codes.ts';
import { type LedgerEvent, ledgerExportSchema } from '../../contract/ledger.ts';
import type { EventType } from '../lifecycle.ts';
import { findByCheckCode, type LedgerFinding, verifyLedger } from './ledger.ts';

const eventWords: Record<EventType, string> = {
  received: '收到',
  classified: '改类',
  assigned: '分办',
  transferred: '转办',
  returned: '退回',
  advised: '协办意见',
  drafted: '拟稿',
  reviewed: '审核',
  replied: '答复',
  corrected: '更正答复',
  declined: '不予受理',
  withdrawn: '撤回',
  published: '选登',
  unpublished: '撤下',
  rated: '评价',
  recomputed: '期限重新计算',
  'contact-viewed': '查看联系方式',
  held: '待核',
  released: '放行',
  disputed: '认为答非所问',
  upheld: '维持答复',
  urged: '督办',
  'consent-withdrawn': '收回公开同意',
  erased: '抹去个人信息',
};

/** An event in words. An unknown type stays as it is; verification has already reported it. */
export const nameEvent = ({ type }: LedgerEvent): string => eventWords[type as EventType] ?? type;

/** The two codes on a receipt with which its holder finds their own event in the ledger. */
export interface ReceiptToCheck {
  receiptCode: string;
  checkCode: string;
}

export interface LedgerCheck {
  /** Empty if the ledger is complete and unchanged. */
  findings: LedgerFinding[];
  events: number;
  seals: number;
  /** Hash of the last seal: keep it to check a later file against it. */
  head: string;
  /** Whether the ledger contains the event of the check code; null if none was given. */
  receipt: { isThere: boolean; events: LedgerEvent[] } | null;
}

/** @param text of the exported file @returns null if it is not a ledger at all */
export async function checkLedger(text: string, receipt: ReceiptToCheck | null): Promise<LedgerCheck | null> {
  const ledger = ledgerExportSchema.safeParse(parseJson(text));
  if (!ledger.success) return null;
  const receiptCode = receipt && readReceiptCode(receipt.receiptCode);
  const found = receipt && receiptCode && (await findByCheckCode(ledger.data, receiptCode, receipt.checkCode));
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
