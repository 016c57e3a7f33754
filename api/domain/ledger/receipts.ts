// The receipt that begins a life in the ledger: its code, its place, its hashes, and the comment that it follows up.
import type { LedgerEvent } from '../../contract/ledger.ts';
import type { CommentEvent } from '../../life/life.ts';
import { isHash } from '../../life/notation.ts';
import { dayInShanghai } from '../clock/calendar.ts';
import type { LifeSoFar } from './life-course.ts';

/** Letters of the place, day of receipt, and five characters without I, L, O and U. */
const receiptCode = /^([A-Z]{2,4})(\d{6})-[0-9A-HJKMNP-TV-Z]{5}$/u;

const lettersOf = (code: string): string => receiptCode.exec(code)?.[1] ?? '';

export type Received = Extract<CommentEvent, { type: 'received' }>;

/** Checks the receipts of one ledger in its order. @param lifeOf a receipt code, if the ledger has shown it */
export function followReceipts(lifeOf: (code: string) => LifeSoFar | undefined) {
  const places = new Map<string, string>();
  const letters = new Map<string, string>();

  /** Each place has letters of its own, the same throughout a ledger. */
  function isPlaceOf(code: string, place: string): boolean {
    const known = [places.get(code), letters.get(place)];
    if (known.some((entry) => entry !== undefined)) return known[0] === place && known[1] === code;
    places.set(code, place);
    letters.set(place, code);
    return true;
  }

  /** Comments of another place are in another ledger. */
  function isFollowed(follows: string, code: string): boolean {
    if (lettersOf(follows) !== code) return lettersOf(follows) !== '';
    const stoppedBy = lifeOf(follows)?.standing.stoppedBy;
    return stoppedBy === 'reply' || stoppedBy === 'refusal';
  }

  /** @returns what is wrong with the receipt; null if nothing is */
  return function findFault(event: Received, line: LedgerEvent): string | null {
    const [, code = '', day] = receiptCode.exec(line.receiptCode) ?? [];
    if (day !== dayInShanghai(event.at).slice(2).split('-').join('')) return '留言编号与收到的日期不符';
    if (!isPlaceOf(code, event.jurisdiction)) return '留言编号与地区不符';
    if (line.by !== 'resident' || event.about === '') return '不是由留言人发来，或者没有写明涉及哪一项';
    if (!isHash(event.text) || !isHash(event.files ?? event.text)) return '收到的留言没有内容的校验值';
    const { follows } = event;
    return follows === undefined || isFollowed(follows, code) ? null : '追问的留言不在前面，或者还没有答复';
  };
}
