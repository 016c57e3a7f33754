// The result of the reader's own verification of the public ledger.
import { formatInstant } from '../../api/domain/clock/window-words.ts';
import type { LedgerCheck } from '../../api/domain/ledger/ledger-check.ts';
import { type Html, html, nothing } from './html.ts';

/** Further findings are only counted: one damaged file can have thousands. */
const findingsShown = 20;

const verdict = (isMet: boolean, words: string): Html =>
  html`<p class="verdict ${isMet ? 'met' : 'missed'}">${isMet ? '✓ ' : '！'}${words}</p>`;
const list = (lines: string[]): Html => html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

/** Names of event types. An unknown type is shown as stored; verification has already reported it. */
type EventWords = Record<string, string>;

function receiptView({ isThere, events }: NonNullable<LedgerCheck['receipt']>, eventWords: EventWords): Html {
  const result = isThere
    ? '核验码对得上：您那条记录在台账里，没有改动。'
    : '台账里没有这个核验码的记录：可能抄错了号码，也可能记录被改过。';
  return html`${verdict(isThere, result)}${list(
    events.map(({ at, type }) => `${formatInstant(at)} ${eventWords[type] ?? type}`),
  )}`;
}

/** Shown if the file is not a ledger. */
export const notALedger = html`<p class="verdict missed">这不是公开台账的文件，或者被塞进了别的内容。</p>`;

export function checkView(check: LedgerCheck, eventWords: EventWords): Html {
  const { findings, notes, events, seals, head, receipt } = check;
  const result =
    findings.length === 0
      ? verdict(true, `台账完整：${events} 条记录，${seals} 号封存，没有发现改动。`)
      : html`${verdict(false, `台账有 ${findings.length} 处对不上：`)}${list(
          findings.slice(0, findingsShown).map(({ where, what }) => `${where}：${what}`),
        )}`;
  const toKnow =
    notes.length === 0
      ? nothing
      : html`<p>请留意（不等于被改动）：</p>${list(notes.slice(0, findingsShown).map(({ where, what }) => `${where}：${what}。`))}`;
  return html`${result}${receipt ? receiptView(receipt, eventWords) : nothing}${toKnow}<p class="quiet checksum">记录校验值：第${seals}号 ${head}</p>`;
}
