// Everything that checking a ledger takes, loaded only once somebody does: the rules of a comment's life weigh a lot.
import type { KeptHead } from '../../api/domain/ledger/anchors.ts';
import { readKnowledge } from '../../api/domain/ledger/knowledge.ts';
import { checkLedger, type LedgerCheck, type ReceiptToCheck } from '../../api/domain/ledger/ledger-check.ts';
import { decodeLedger } from '../../api/domain/ledger/ledger-text.ts';

async function fetchFile(address: string): Promise<Response> {
  // A cached file may predate the comment that the resident wants to verify.
  const response = await fetch(address, { cache: 'no-cache' });
  if (!response.ok) throw new Error(String(response.status));
  return response;
}

const fetchJson = async (address: string): Promise<unknown> => (await fetchFile(address)).json();

/** A ledger as it was served or saved, byte for byte: `text()` would drop a byte order mark. */
export interface LedgerFiles {
  /** Null for the ledger that is public now. */
  file: File | null;
  place: string;
  /** An earlier export to compare with; null for none. */
  since: File | null;
}

/** @returns null if the file is no ledger */
export async function verify(
  { file, place, since }: LedgerFiles,
  receipt: ReceiptToCheck | null,
  heads: KeptHead[],
): Promise<LedgerCheck | null> {
  const source = file ?? (await fetchFile(`/data/ledger.json?place=${encodeURIComponent(place)}`));
  const [calendar, rules, ledger, old] = await Promise.all([
    fetchJson('/data/calendar.json'),
    fetchJson('/data/rules.json'),
    source.arrayBuffer(),
    since?.arrayBuffer() ?? null,
  ]);
  const text = decodeLedger(new Uint8Array(ledger));
  if (text === null) return null;
  return checkLedger(text, receipt, {
    heads,
    knowledge: readKnowledge(calendar, rules),
    since: old && (decodeLedger(new Uint8Array(old)) ?? ''),
    now: Date.now(),
  });
}
