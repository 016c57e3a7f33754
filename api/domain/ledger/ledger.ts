// The public ledger: the public fields of every event, sealed in batches that form a hash chain. Anybody can detect a
// changed, dropped, reordered or backdated event without trusting this server. Pure except for WebCrypto.
import { encodeCode, readTrackingCode } from '../../contract/codes.ts';
import { toHex } from '../../contract/hex.ts';
import type { LedgerEvent, LedgerExport, LedgerSeal } from '../../contract/ledger.ts';
import { canonical } from './canonical.ts';

const encoder = new TextEncoder();
/** Value of `previous` in the first seal. */
export const noSeal = '0'.repeat(64);

async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
}

async function hash(text: string): Promise<string> {
  return toHex(await digest(text));
}

/** Salted, because anybody could guess short texts from their plain hashes. */
export const saltedHash = (salt: string, text: string): Promise<string> => hash(`words\n${salt}\n${text}`);

/** The ledger's hash of an event's private fields. */
export const hashClosed = (salt: string, closed: Record<string, unknown>): Promise<string> =>
  hash(`closed\n${salt}\n${canonical(closed)}`);

export async function leafOf(event: Omit<LedgerEvent, 'position' | 'leaf'>): Promise<string> {
  const { receiptCode, version, type, at, by, facts, sealed } = event;
  return hash(`event\n${canonical({ receiptCode, version, type, at, by, facts, sealed })}`);
}

/** Computes the root of a Merkle tree; an odd node moves up unchanged. */
export async function merkleRoot(leaves: string[]): Promise<string> {
  if (leaves.length === 0) return noSeal;
  let level = leaves;
  while (level.length > 1) {
    const next: Promise<string>[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const [left = '', right] = [level[index], level[index + 1]];
      next.push(right === undefined ? Promise.resolve(left) : hash(`node\n${left}\n${right}`));
    }
    level = await Promise.all(next);
  }
  return level[0] ?? noSeal;
}

export async function sealHash(seal: Omit<LedgerSeal, 'hash'>): Promise<string> {
  const { number, previous, first, last, root, at } = seal;
  return hash(`seal\n${canonical({ number, previous, first, last, root, at })}`);
}

/** Seals the next batch of events, or none. @param leaves of the events after `before.last`, in order */
export async function makeSeal(before: LedgerSeal | null, leaves: string[], at: number): Promise<LedgerSeal> {
  const first = (before?.last ?? 0) + 1;
  const seal = {
    number: (before?.number ?? 0) + 1,
    previous: before?.hash ?? noSeal,
    first,
    last: first + leaves.length - 1,
    root: await merkleRoot(leaves),
    at: new Date(at).toISOString(),
  };
  return { ...seal, hash: await sealHash(seal) };
}

/**
 * Derives a check code from an event's leaf: 16 characters in groups of four. It identifies the receipt's event in the
 * ledger. With 80 bits, nobody can find another event with the same code.
 */
export async function deriveCheckCode(leaf: string): Promise<string> {
  const code = encodeCode((await digest(`check\n${leaf}`)).slice(0, 16));
  return code.replace(/(.{4})(?=.)/gu, '$1-');
}

/** In milliseconds. A seal can miss an earlier event whose request was still running; no request takes this long. */
const maxRequestMs = 5 * 60_000;

/** An inconsistency, and its place in the ledger. */
export interface LedgerFinding {
  where: string;
  what: string;
}

/** An event as findings name it. */
export const nameEntry = ({ position, receiptCode, type }: LedgerEvent): string =>
  `第 ${position} 条（${receiptCode} ${type}）`;

/** The schema checks only how an instant is written: a thirteenth month has no place in the calendar. */
function isInstant(written: string): boolean {
  const time = Date.parse(written);
  return !Number.isNaN(time) && new Date(time).toISOString() === written;
}

/** Verifies every event and seal of an exported ledger, and their order and times. */
export async function verifyLedger(ledger: LedgerExport): Promise<LedgerFinding[]> {
  const findings: LedgerFinding[] = [];
  const find = (where: string, what: string) => findings.push({ where, what });

  const leaves = await Promise.all(ledger.events.map(leafOf));
  for (const [index, event] of ledger.events.entries()) {
    if (event.position !== index + 1) find(nameEntry(event), `应为第 ${index + 1} 条：有记录被删去、插入或换了次序`);
    if (event.leaf !== leaves[index]) find(nameEntry(event), '内容与它的指纹不符：被改动过');
  }
  findOutOfTurn(ledger.events, (event, what) => find(nameEntry(event), what));

  let before: LedgerSeal | null = null;
  for (const seal of ledger.seals) {
    const where = `第 ${seal.number} 号封存`;
    if (seal.number !== (before?.number ?? 0) + 1) find(where, '封存编号不连续');
    if (seal.previous !== (before?.hash ?? noSeal)) find(where, '与上一号封存接不上');
    if (seal.first !== (before?.last ?? 0) + 1 || seal.last < seal.first - 1) find(where, '封存的范围不连续');
    if (seal.hash !== (await sealHash(seal))) find(where, '封存本身被改动过');
    const batch = ledger.events.slice(seal.first - 1, seal.last);
    const root = await merkleRoot(leaves.slice(seal.first - 1, seal.last));
    if (batch.length !== seal.last - seal.first + 1 || root !== seal.root) {
      find(where, `第 ${seal.first}–${seal.last} 条与封存时不同`);
    }
    if (!isInstant(seal.at)) find(where, '封存的时间不是真实的时间');
    const since = before && isInstant(before.at) ? new Date(Date.parse(before.at) - maxRequestMs).toISOString() : '';
    for (const event of batch) {
      if (event.at > seal.at) find(nameEntry(event), '时间晚于封存');
      if (event.at < since) find(nameEntry(event), '时间早于上一号封存：倒填日期');
    }
    if (before && seal.at < before.at) find(where, '时间早于上一号封存');
    before = seal;
  }
  if ((before?.last ?? 0) !== ledger.events.length) find('末尾', '有记录没有封存，或封存的记录不在');
  if (ledger.head !== (before?.hash ?? noSeal)) find('末尾', '最后一号封存与文件所载的不同');
  return findings;
}

/** Reports events with a wrong version number, or dated before their predecessor in the same comment. */
function findOutOfTurn(events: LedgerEvent[], find: (event: LedgerEvent, what: string) => void): void {
  const last = new Map<string, LedgerEvent>();
  for (const event of events) {
    const before = last.get(event.receiptCode);
    if (event.version !== (before?.version ?? 0) + 1) find(event, '这件留言的记录不连续');
    if ((event.version === 1) !== (event.type === 'received')) find(event, '留言应当从收到开始，且只收到一次');
    if (before && event.at < before.at) find(event, '时间早于上一条：倒填日期');
    last.set(event.receiptCode, event);
  }
}

/**
 * Finds the event of a check code.
 *
 * @returns null if no event matches: the event changed since the code was issued, or the code is mistyped
 */
export async function findByCheckCode(
  { events }: LedgerExport,
  receiptCode: string,
  code: string,
): Promise<LedgerEvent | null> {
  const wanted = readTrackingCode(code);
  for (const event of events) {
    // Recompute the leaf from the content: a forged ledger could contain the old leaf with new content.
    if (event.receiptCode === receiptCode && readTrackingCode(await deriveCheckCode(await leafOf(event))) === wanted)
      return event;
  }
  return null;
}
