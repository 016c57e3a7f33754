// What a reader kept from earlier: the hash of a seal, or a whole export. A later ledger must still contain it.
import type { LedgerExport } from '../../contract/ledger.ts';
import { type LedgerFinding, nameEntry, noSeal } from './ledger.ts';

/** A seal's hash as copied by hand or from a page: case and spaces do not matter. @returns null if it is none */
export function readHead(typed: string): string | null {
  const head = typed.replace(/\s/gu, '').toLowerCase();
  return /^[0-9a-f]{64}$/u.test(head) ? head : null;
}

/** A head that is gone means that the past was rewritten, or that the end was cut off. */
export function findLostHeads({ seals }: LedgerExport, heads: string[]): LedgerFinding[] {
  const hashes = new Set([noSeal, ...seals.map(({ hash }) => hash)]);
  const what = '不在这份公开记录里：以前的记录被改写过，或者末尾被截去，或者这是另一个地方的记录';
  return heads.filter((head) => !hashes.has(head)).map((head) => ({ where: `以前的校验值 ${head}`, what }));
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
