// What a reader kept from earlier: the hash of a seal, or a whole export. A later ledger must still contain it.
import type { LedgerExport } from '../../contract/ledger.ts';
import { type LedgerFinding, nameEntry, noSeal } from './ledger.ts';

/** A seal that the reader kept: from a receipt, an answer or an earlier check. */
export interface KeptHead {
  /** Null if the reader kept the hash alone. */
  number: number | null;
  hash: string;
}

/**
 * A seal's hash as copied by hand or from a receipt, with or without the seal's number before it: “第12号 3f5a…”, “12 3f5a…”.
 * Case and spaces do not matter, nor does what a receipt writes between the two.
 *
 * @returns null if it is none
 */
export function readHead(typed: string): KeptHead | null {
  const text = typed.replace(/\s/gu, '').toLowerCase();
  const [, before = '', hash] = /^(.*?)([0-9a-f]{64})$/u.exec(text) ?? [];
  if (!hash) return null;
  if (before === '') return { number: null, hash };
  const [, named, plain] = /第(\d{1,9})号|^(\d{1,9})\D?$/u.exec(before) ?? [];
  const number = named ?? plain;
  return number === undefined ? null : { number: Number(number), hash };
}

function explainLoss({ seals }: LedgerExport, { number }: KeptHead): string {
  const last = seals.at(-1)?.number ?? 0;
  if (number === null) return '不在这份公开记录里：以前的记录被改写过，或者末尾被截去，或者这是另一个地方的记录';
  if (number > last) {
    return `这份公开记录只到第${last}号封存：文件比您的凭据旧，请下载最新的再核对；最新的也没有，就是末尾被截去了，或者这是另一个地方的记录`;
  }
  return `第${number}号封存与您记下的不同：那一号或更早的记录被改写过，或者校验值抄错了，或者这是另一个地方的记录`;
}

/** A head that is gone means that the past was rewritten, or that the end was cut off. */
export function findLostHeads(ledger: LedgerExport, heads: KeptHead[]): LedgerFinding[] {
  const numbers = new Map([[noSeal, 0], ...ledger.seals.map(({ hash, number }) => [hash, number] as const)]);
  const isThere = ({ hash, number }: KeptHead) =>
    numbers.has(hash) && (number ?? numbers.get(hash)) === numbers.get(hash);
  return heads
    .filter((head) => !isThere(head))
    .map((head) => ({
      where: `以前的校验值${head.number === null ? '' : `（第${head.number}号）`} ${head.hash}`,
      what: explainLoss(ledger, head),
    }));
}

/** @param old an earlier export of the same ledger */
export function findUnextended(ledger: LedgerExport, old: LedgerExport): LedgerFinding[] {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const findings: LedgerFinding[] = [];
  const seal = old.seals.find((kept, index) => !isSame(kept, ledger.seals[index]));
  if (seal) {
    const what = ledger.seals[seal.number - 1] ? '与旧文件里的不同' : '旧文件里有，这份里没有';
    findings.push({ where: `第 ${seal.number} 号封存`, what });
  }
  const changed = old.events.filter((kept, index) => !isSame(kept, ledger.events[index]));
  const [event] = changed;
  if (event) {
    const there = ledger.events[event.position - 1] ? '与旧文件里的不同' : '旧文件里有，这份里没有';
    findings.push({ where: nameEntry(event), what: `${there}（旧文件共有${changed.length}条对不上）` });
  }
  return findings;
}
