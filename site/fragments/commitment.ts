// A task's status and progress records, as fragments for built pages.
import {
  type Commitment,
  type CommitmentRecord,
  type LedgerEntry,
  type Result,
  recordStatusWords,
  type Standing,
  standingWords,
} from '../../api/contract/commitment.ts';
import { formatFullDay, formatInstant } from '../../api/domain/clock/window-words.ts';
import { type Html, html, nothing, paragraphs } from './html.ts';
import { sampleMark } from './sample-mark.ts';

/** A shape beside the word, so that nobody depends on colour. */
const standingShapes: Record<Standing, string> = {
  'past-due': '！',
  'due-today': '◆',
  'not-due': '□',
  published: '✓',
  ongoing: '○',
  undated: '○',
};

/** `按期`, `提前 12 天`, `晚 5 天`; empty without a due date. */
function describeLateness(daysLate: number | null): string {
  if (daysLate === null) return '';
  if (daysLate === 0) return '，按期';
  return daysLate < 0 ? `，提前 ${-daysLate} 天` : `，晚 ${daysLate} 天`;
}

export function standingMark({ standing, result }: Pick<LedgerEntry, 'standing' | 'result'>): Html {
  const daysLate = result?.daysLate ?? null;
  const isLate = daysLate !== null && daysLate > 0;
  return html`<span class="standing ${standing}${isLate ? ' late' : ''}"><span aria-hidden="true">${isLate ? '◩' : standingShapes[standing]}</span> ${standingWords[standing]}${describeLateness(daysLate)}</span>`;
}

/** The date of a result, with a link to it. */
export function resultLine({ on, link, isRecordedLate }: Result): Html {
  return html`<time datetime="${on}">${formatFullDay(on)}</time>公开${isRecordedLate ? '（期限过后才登记）' : ''}：<a class="result-link" href="${link}">${link}</a>`;
}

/** A task's due date: as printed in the document, and as a date. */
export function dueWords({ dueText, dueOn }: Pick<LedgerEntry, 'dueText' | 'dueOn'>): Html {
  if (dueText === null) return html`文件未写`;
  return dueOn === null ? html`${dueText}` : html`<time datetime="${dueOn}">${dueText}</time>`;
}

function recordItem(record: CommitmentRecord): Html {
  const { version, status, on, text, link, corrects, isCorrected, recordedAt, recordedBy, isSample } = record;
  const what = status === 'correction' ? `更正第 ${corrects} 条` : recordStatusWords[status];
  return html`<li id="record-${version}"${isCorrected ? html` class="corrected"` : nothing}>
<p class="meta"><span>第 ${version} 条</span> <strong class="state">${what}</strong>${on ? html` <time datetime="${on}">${formatFullDay(on)}</time>` : nothing}${isCorrected ? html` <strong>已更正，不再作数</strong>` : nothing}${sampleMark(isSample)}</p>
<div class="words">${paragraphs(text)}</div>
${link ? html`<p>公开结果：<a class="result-link" href="${link}">${link}</a></p>` : nothing}
<p class="quiet">${recordedBy}登记于 <time datetime="${recordedAt}">${formatInstant(recordedAt)}</time></p>
</li>`;
}

/** Progress and results, oldest first. */
export function recordList(records: CommitmentRecord[]): Html {
  return html`<ol class="records">${records.map(recordItem)}</ol>`;
}

/** Explains the status of a task without a result. */
function explainStanding({ standing, dueOn, dueText }: Commitment): string {
  switch (standing) {
    case 'undated':
      return dueText === null ? '文件没有写明这一项的完成时限，不计是否逾期。' : '时限没有写明日期，不计是否逾期。';
    case 'ongoing':
      return '文件要求长期坚持，没有截止日期，不计是否逾期。';
    case 'past-due':
      return `期限是 ${formatFullDay(dueOn ?? '')}。「未见」是说本站没有登记到公开的网址，不等于没有做。`;
    default:
      return dueOn ? `期限是 ${formatFullDay(dueOn)}，当天仍算按期。` : '';
  }
}

/** A section of the task's page: its status and all records. */
export function commitmentView(commitment: Commitment): Html {
  const { result, records, isSample } = commitment;
  return html`<section class="commitment" aria-labelledby="commitment-title">
<h2 id="commitment-title">办结情况</h2>
<p>${standingMark(commitment)}${result ? sampleMark(isSample) : nothing}</p>
<p>${result ? resultLine(result) : explainStanding(commitment)}</p>
${records.length > 0 ? html`<h3>进展和结果（${records.length} 条）</h3>${recordList(records)}` : html`<p class="quiet">还没有登记进展。责任单位登记进展和公开结果后，会按时间列在这里。</p>`}
<p><a href="/commitments/?document=${commitment.id.split('/')[0]}">看这一年的工作台账</a></p>
</section>`;
}
