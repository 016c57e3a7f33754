// The receipt, the progress of a comment and published answers: fragments that the server inserts into built pages.
import { caseAddress } from '../../api/contract/case-address.ts';
import type { RefusalView } from '../../api/contract/decline.ts';
import type { PublishedAnswer, Receipt } from '../../api/contract/follow.ts';
import { formatDay } from '../../api/contract/format-day.ts';
import { kindWords, stateWords } from '../../api/contract/words.ts';
import { clockAddress, formatInstant } from '../../api/domain/clock/window-words.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { endsUnanswered, reviewStates } from '../../api/life/states.ts';
import { errorSummary } from './error-summary.ts';
import { ownFiles, publicFiles } from './files.ts';
import { type Html, html, nothing, paragraphs } from './html.ts';
import { typedWords } from './kept-fields.ts';
import { notice } from './notice.ts';
import { forgetButton } from './open-cases.ts';
import { qrCode } from './qr-code.ts';
import { recordHead } from './record-head.ts';
import { answerMoves, type CaseForms, isMoveShown, keptWords, type MoveFailure, ownMoves } from './resident-moves.ts';
import { sampleMark } from './sample-mark.ts';
import { verdict, windowReason, workingDayStrip } from './window.ts';

/**
 * The tracking code appears here only, and never again.
 *
 * @param followAddress full address of the form for both codes, which a printed receipt must show
 * @param formToken proves the page's forms (api/routes/form-token.ts)
 */
export function receiptView(receipt: Receipt, followAddress: string, formToken: string): Html {
  const { receiptCode } = receipt;
  return html`<section class="receipt" aria-labelledby="receipt-title">
<h1 id="receipt-title" tabindex="-1">留言已收到${sampleMark(receipt.isSample)}</h1>
<p>「${receipt.title}」已经登记，关于 <a href="${receipt.about.url}">${receipt.about.title}</a>。</p>
<dl class="codes">
<div><dt>受理编号</dt><dd><output class="code">${receipt.receiptCode}</output></dd></div>
<div><dt>查询码</dt><dd><output class="code">${receipt.trackingCode}</output></dd></div>
</dl>
<p class="quiet">核验码 <span class="code">${receipt.checkCode}</span>：以后可以用它<a href="/check/">核对公开台账</a>，证明收到的时间没有被改过。</p>
${recordHead(receipt.head)}
${notice(html`<strong>请抄下或截图保存这两个号码。</strong>查询码只显示这一次（这台设备上保留半小时），我们也查不到；凭它们随时可以查看办理进度和答复。`, { kind: 'warning' })}
<div class="citation-row follow-address">${qrCode(followAddress, '查询进度网址的二维码')}<p>以后查询：扫码或打开这个网址，再填这两个号码。<br><span class="address">${followAddress}</span></p></div>
<h2>什么时候答复</h2>
${workingDayStrip(receipt.window)}
${windowReason(receipt.window)}
<h2>接下来</h2>
<ol>
<li>政务公开办查看留言，分给责任单位办理。</li>
<li>责任单位答复，您凭两个号码查看。</li>
<li>您同意公开的，答复后可能选登，不显示称呼和联系方式。</li>
</ol>
<p class="button-row no-print"><a class="button" href="${caseAddress('/follow/result/', receiptCode)}">查看办理进度</a> <button type="button" class="button secondary" data-action="print">打印回执</button> <a href="${caseAddress('/follow/due.ics', receiptCode)}">把答复期限存入日历（.ics）</a></p>
${forgetButton({ receiptCode, formToken })}
</section>`;
}

/** The message about the move that was just made or refused. */
export interface FollowNews {
  done?: string | undefined;
  failure?: MoveFailure;
  /** What was typed before the codes had to be asked for again: shown in its form, to be sent once more. */
  kept?: MoveFailure['typed'];
}

/** A comment's progress, for a resident who has both codes. */
export function followResult(view: FollowView, formToken: string, { done, failure, kept }: FollowNews = {}): Html {
  // Before the reply residents look for the due date, afterwards for the reply.
  const isAnswered = view.reply !== null || view.state === 'declined';
  const typed = failure ?? (kept ? { typed: kept, errors: [] } : undefined);
  const forms: CaseForms = { view, formToken, typed };
  return html`<section class="follow" aria-labelledby="follow-title">
${done ? notice(done, { kind: 'success', role: 'status' }) : nothing}
${failure ? errorSummary(failure, true) : nothing}
${kept ? notice(keptWords(forms), { role: 'status' }) : nothing}
${typed && !isMoveShown(forms) ? typedWords(typed.typed['text']) : nothing}
<h1 id="follow-title">${view.title}${sampleMark(view.isSample)}</h1>
<p class="meta"><span>${kindWords[view.kind]}</span> <span>受理编号 <span class="code">${view.receiptCode}</span></span> <span class="state">${stateWords[view.state]}</span></p>
<p>关于 <a href="${view.about.url}">${view.about.title}</a>${holder(view)}</p>
${links(view)}
${verdict(view.window)}
${isAnswered ? nothing : windowOf(view)}
${reviewStates.includes(view.state) ? notice('答复已经拟好，正在由第二个人审核；答复期限照常计算，审核通过才算答复。') : nothing}
${view.reply ? replyView(view.reply) : nothing}
${view.refusal ? refusalView(view.refusal) : nothing}
${view.dispute ? html`<section class="dispute"><h2>您认为${view.dispute.isOtherMatter ? '不是同一件事' : '答非所问'}</h2><div class="words">${paragraphs(view.dispute.text)}</div><p class="meta"><time datetime="${view.dispute.at}">${formatInstant(view.dispute.at)}</time></p></section>` : nothing}
${view.rating ? html`<p>您的评价：解决程度 ${view.rating.solved} 分，办理时间 ${view.rating.speed} 分，办理态度 ${view.rating.manner} 分（满分 5 分）。</p>` : nothing}
${answerMoves(forms)}
<h2>您的留言</h2>
<div class="words">${paragraphs(view.text)}</div>
${ownFiles(view)}
${isAnswered ? html`<h2>答复期限</h2>${windowOf(view)}` : nothing}
<h2>办理经过</h2>
<ol class="steps">${view.steps.map(
    (step) =>
      html`<li><time datetime="${step.at}">${formatInstant(step.at)}</time> <span>${step.what}${step.note ? html`<small>${step.note}</small>` : nothing}</span></li>`,
  )}</ol>
<details class="check-codes"><summary>核验码：证明每一步的时间没有被改过</summary>
<p>抄下或打印保存，以后可以用它们<a href="/check/">核对公开台账</a>。</p>
<ul>${view.steps.map(({ at, what, checkCode }) => html`<li>${formatInstant(at)} ${what}：<span class="code">${checkCode}</span></li>`)}</ul></details>
${recordHead(view.head)}
<p class="no-print"><a href="${caseAddress('/follow/due.ics', view.receiptCode)}">把答复期限存入日历（.ics）</a></p>
${ownMoves(forms)}
${forgetButton({ receiptCode: view.receiptCode, formToken })}
</section>`;
}

const windowOf = ({ window }: FollowView) => html`${workingDayStrip(window)}
${windowReason(window)}`;

/** Who has the comment. Nobody does once it is declined or withdrawn. */
function holder({ state, unit, helpers, window }: FollowView): Html {
  if (endsUnanswered(state)) return nothing;
  return html`<br>${unit ? `现由${unit}${window.stoppedBy === null ? '办理' : '负责'}${helpers.length > 0 ? `，${helpers.join('、')}协办` : ''}` : '现在政务公开办'}`;
}

/** @param code empty if it is another person's comment that is not public */
const twinWords = (code: string) =>
  code
    ? html`<p>政务公开办认为，它与留言 <span class="code">${code}</span> 是同一件事。</p>`
    : html`<p>政务公开办已经指明它与此前的哪一件留言是同一件事；那一件没有公开，这里不显示它的编号。</p>`;

/** Why the comment was declined, and the right channel. Older comments have only the desk's own words. */
const refusalView = ({ ground, channel, telephone, address, explanation, duplicateOf, answer }: RefusalView) =>
  html`<section class="reply refusal"><h2>不予受理的理由</h2>
${ground ? html`<p><strong>${ground}。</strong></p>` : nothing}
${duplicateOf === null ? nothing : twinWords(duplicateOf)}
${explanation ? html`<p>${explanation}</p>` : nothing}
${channel ? html`<h3>可以向哪里反映</h3><p>${channel}</p>` : nothing}${answer ? html`<p>公开的答复：<a href="${answer.url}">${answer.title}</a></p>` : nothing}
${telephone || address ? html`<dl class="channel">${telephone ? html`<div><dt>电话</dt><dd><a href="tel:${telephone}">${telephone}</a></dd></div>` : nothing}${address ? html`<div><dt>网址</dt><dd><a href="${address}" rel="noopener">${new URL(address).hostname}</a></dd></div>` : nothing}</dl>` : nothing}
</section>`;

/** Follow-ups are separate comments. This page shows only their receipt codes. */
function links({ follows, followUps }: FollowView): Html {
  if (!follows && followUps.length === 0) return nothing;
  const code = (receiptCode: string) => html`<span class="code">${receiptCode}</span>`;
  return html`<p>${follows ? html`这是对 ${code(follows)} 的追问。` : nothing}${followUps.length > 0 ? html`追问：${followUps.map((followUp) => html`${code(followUp)} `)}（凭各自的查询码查看）` : nothing}</p>`;
}

/** When the reply was sent and corrected. The first reply decides the verdict. */
export const replyTimes = ({ at, firstAt }: Pick<PublishedAnswer['reply'], 'at' | 'firstAt'>): Html =>
  html`<span>回复时间：<time datetime="${firstAt}">${formatInstant(firstAt)}</time></span>${at === firstAt ? nothing : html` <span class="corrected">更正时间：<time datetime="${at}">${formatInstant(at)}</time>，以上是更正后的全文</span>`}`;

function replyView(reply: PublishedAnswer['reply']): Html {
  return html`<section class="reply"><h2>答复</h2>
<div class="words">${paragraphs(reply.text)}</div>
<p class="meta"><span>回复单位：${reply.unit}</span> ${replyTimes(reply)}</p>
</section>`;
}

/** Published questions and answers about one task or point. */
export function answersView(answers: PublishedAnswer[], total: number): Html {
  if (answers.length === 0) return nothing;
  return html`<section class="answers" aria-labelledby="answers-title">
<h2 id="answers-title">公开答复（${total > answers.length ? `最近 ${answers.length} 件，共 ${total} 件` : `${total} 件`}）</h2>
${answers.map(
  (answer) => html`<article class="answer" aria-labelledby="answer-${answer.receiptCode}">
<h3 id="answer-${answer.receiptCode}"><a href="/answers/${answer.receiptCode}/">${answer.title}</a>${sampleMark(answer.isSample)}</h3>
<p class="meta"><span>${kindWords[answer.kind]}</span> <span>留言时间：<time datetime="${answer.receivedAt}">${formatInstant(answer.receivedAt)}</time></span></p>
<div class="words">${paragraphs(answer.text)}</div>
${publicFiles(answer)}
<div class="reply"><h4>答复</h4><div class="words">${paragraphs(answer.reply.text)}</div>
<p class="meta"><span>回复单位：${answer.reply.unit}</span> ${replyTimes(answer.reply)}</p></div>
${verdict(answer.window)}
<p class="quiet"><a href="${clockAddress(answer.window.receivedAt, answer.window.workingDays, answer.window.closesAt)}">期限 ${formatDay(answer.window.dueOn)} 怎么算的</a></p>
</article>`,
)}
</section>`;
}
