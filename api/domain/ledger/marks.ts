// Checks what witnesses hold against a ledger: time-stamps (RFC 3161) that an authority outside the house signed over seals.
import type { LedgerExport } from '../../contract/ledger.ts';
import type { WitnessMarks } from '../../contract/witnesses.ts';
import type { LedgerFinding } from './ledger.ts';
import { readTimeStamp, type TimeStamp } from './time-stamp.ts';

/** A seal is shown to witnesses at the next hourly run, in milliseconds; an authority's clock may differ by a little. */
const shownWithin = 3 * 3_600_000;
const clocksDiffer = 5 * 60_000;

export interface MarksCheck {
  findings: LedgerFinding[];
  /** Sound time-stamps over seals of this ledger, oldest first. */
  stamps: (TimeStamp & { number: number; witness: string })[];
  /** Marks that nobody can check by computing: mails, and what another site holds. */
  others: number;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** @returns what is wrong with a time-stamp of a seal; null if nothing is */
function findFault(mark: WitnessMarks[number], stamp: TimeStamp, sealedAt: number): string | null {
  if (stamp.head !== mark.seal.hash) return '时间戳签的是另一个校验值';
  if (stamp.nonce !== mark.nonce) return '时间戳里的随机数与请求的不同';
  if (stamp.at < sealedAt - clocksDiffer) return '时间戳早于封存：封存的时间不对';
  if (stamp.at > sealedAt + shownWithin) return '时间戳比封存晚3小时以上：封存的时间可能被往前写了';
  return null;
}

/** @param marks the file /data/witnesses.json, of all places; those of other ledgers count as missing seals */
export async function checkMarks({ seals }: LedgerExport, marks: WitnessMarks): Promise<MarksCheck> {
  const check: MarksCheck = { findings: [], stamps: [], others: 0 };
  for (const mark of marks) {
    const { number, hash } = mark.seal;
    const where = `${mark.witness} 见证的第 ${number} 号封存`;
    const seal = seals[number - 1];
    if (seal?.hash !== hash) {
      check.findings.push({ where, what: '不在这份公开记录里：记录被改写过，或者末尾被截去' });
      continue;
    }
    if (!mark.witness.startsWith('tsa=')) {
      check.others += 1;
      continue;
    }
    const stamp = await readTimeStamp(fromBase64(mark.token));
    const what = stamp ? findFault(mark, stamp, Date.parse(seal.at)) : '不是有效的时间戳，或者签名不对';
    if (what !== null) check.findings.push({ where, what });
    else if (stamp) check.stamps.push({ ...stamp, number, witness: mark.witness });
  }
  check.stamps.sort((a, b) => a.at - b.at);
  return check;
}
