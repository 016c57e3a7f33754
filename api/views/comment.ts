// Receipt, follow page and published answers: fragments that the server puts into built pages.
import type { FollowView, PublishedAnswer, Receipt } from '../contract/follow.ts';
import { kindWords, sampleWord, stateWords } from '../contract/words.ts';
import { clockAddress, formatDay, formatInstant } from '../domain/window-words.ts';
import { type Html, html, nothing, paragraphs } from './html.ts';
import { verdict, windowReason, workingDayStrip } from './window.ts';

export const sampleMark = (isSample: boolean) =>
  isSample ? html` <span class="sample">${sampleWord}</span>` : nothing;

/** The tracking code shows here and never again. */
export function receiptView(receipt: Receipt): Html {
  return html`<section class="receipt" aria-labelledby="receipt-title">
<h1 id="receipt-title" tabindex="-1">留言已收到${sampleMark(receipt.isSample)}</h1>
<p>「${receipt.title}」已经登记，关于 <a href="${receipt.about.url}">${receipt.about.title}</a>。</p>
<dl class="codes">
<div><dt>受理编号</dt><dd><output class="code">${receipt.receiptCode}</output></dd></div>
<div><dt>查询码</dt><dd><output class="code">${receipt.trackingCode}</output></dd></div>
</dl>
<p class="quiet">核验码 <span class="code">${receipt.checkCode}</span>：以后可以用它<a href="/check/">核对公开台账</a>，证明收到的时间没有被改过。</p>
<p class="notice"><strong>请抄下或截图保存这两个号码。</strong>查询码只显示这一次（这台设备上保留半小时），我们也查不到；凭它们随时可以查看办理进度和答复。</p>
<h2>什么时候答复</h2>
${workingDayStrip(receipt.window)}
${windowReason(receipt.window)}
<h2>接下来</h2>
<ol>
<li>政务公开办查看留言，分给责任单位办理。</li>
<li>责任单位答复，您凭两个号码查看。</li>
<li>您同意公开的，答复后可能选登，不显示称呼和联系方式。</li>
</ol>
<p class="button-row"><a class="button" href="/follow/result/">查看办理进度</a></p>
${forgetButton()}
</section>`;
}

/** On a shared machine: the codes are forgotten at once, not after half an hour. */
const forgetButton = () =>
  html`<form method="post" action="/follow/forget/" class="no-print"><button type="submit" class="link">我已记下，从这台设备上抹去</button></form>`;

/** The way of one comment, for who holds its codes. */
export function followResult(view: FollowView): Html {
  return html`<section class="follow" aria-labelledby="follow-title">
<h1 id="follow-title">${view.title}${sampleMark(view.isSample)}</h1>
<p class="meta"><span>${kindWords[view.kind]}</span> <span>受理编号 <span class="code">${view.receiptCode}</span></span> <span class="state">${stateWords[view.state]}</span></p>
<p>关于 <a href="${view.about.url}">${view.about.title}</a></p>
${verdict(view.window)}
${workingDayStrip(view.window)}
${windowReason(view.window)}
${view.reply ? replyView(view.reply) : nothing}
${view.state === 'declined' ? html`<section class="reply"><h2>不予受理的理由</h2><p>${view.steps.at(-1)?.note ?? ''}</p></section>` : nothing}
<h2>您的留言</h2>
<div class="words">${paragraphs(view.text)}</div>
<h2>办理经过</h2>
<ol class="steps">${view.steps.map(
    (step) =>
      html`<li><time datetime="${step.at}">${formatInstant(step.at)}</time> <span>${step.what}${step.note ? html`<small>${step.note}</small>` : nothing}</span></li>`,
  )}</ol>
${forgetButton()}
</section>`;
}

function replyView(reply: { text: string; unit: string; at: string }): Html {
  return html`<section class="reply"><h2>答复</h2>
<div class="words">${paragraphs(reply.text)}</div>
<p class="meta"><span>回复单位：${reply.unit}</span> <span>回复时间：<time datetime="${reply.at}">${formatInstant(reply.at)}</time></span></p>
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
<div class="reply"><h4>答复</h4><div class="words">${paragraphs(answer.reply.text)}</div>
<p class="meta"><span>回复单位：${answer.reply.unit}</span> <span>回复时间：<time datetime="${answer.reply.at}">${formatInstant(answer.reply.at)}</time></span></p></div>
${verdict(answer.window)}
<p class="quiet"><a href="${clockAddress(answer.window.receivedAt, answer.window.workingDays, answer.window.closesAt)}">期限 ${formatDay(answer.window.dueOn)} 怎么算的</a></p>
</article>`,
)}
</section>`;
}

/** What went wrong, in place of what was asked for. */
export function problemNotice(title: string, detail: string): Html {
  return html`<div class="error-summary" role="alert"><h2>${title}</h2><p>${detail}</p></div>`;
}
