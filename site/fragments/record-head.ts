// 记录校验值: the newest seal of the ledger, for residents to keep. Whoever rewrites the record later cannot keep its value.
import type { RecordHead, RecordHeads } from '../../api/contract/ledger.ts';
import { formatInstant } from '../../api/domain/clock/window-words.ts';
import { type Html, html, nothing } from './html.ts';

/** As `npm run verify:ledger -- --head` and the page that checks take it. */
export const headWords = ({ number, hash }: Pick<RecordHead, 'number' | 'hash'>): string => `第${number}号 ${hash}`;

/** @param head null before the first seal */
export const recordHead = (head: RecordHead | null): Html =>
  head === null
    ? nothing
    : html`<details class="check-codes record-head"><summary>记录校验值：证明以前的记录没有被改过</summary>
<p>这是公开记录到<time datetime="${head.at}">${formatInstant(head.at)}</time>为止的校验值。抄下或打印保存，以后可以用它<a href="/check/">核对公开台账</a>：那以前的记录只要改过一处，就对不上。</p>
<p class="checksum">${headWords(head)}</p></details>`;

/** The newest seals of all ledgers. @param nameOf the name of a place */
export const headsView = (heads: RecordHeads, nameOf: (place: string) => string): Html =>
  html`${heads.map(
    ({ places, head }) =>
      html`<span class="checksum">${places.map(nameOf).join('、')}：${head ? `${headWords(head)}（${formatInstant(head.at)}封存）` : '还没有封存'}</span><br>`,
  )}`;
