// The resident's own moves, each behind a heading that must be opened first and states the consequences.
// Plain forms: the cookie holds the codes, the page does not.
import { listLeft } from '../../api/contract/comment-fields.ts';
import { disputeLimits, type FollowView, type ResidentMove, ratingWords } from '../../api/contract/follow.ts';
import type { FieldError } from '../../api/contract/problem.ts';
import { type Html, html, nothing } from './html.ts';

/** A refused move, with what was typed. */
export interface MoveFailure {
  title: string;
  detail: string;
  errors: FieldError[];
  typed: Partial<Record<string, string>>;
}

const done: Record<ResidentMove['move'], string> = {
  rate: '谢谢，您的评价已记下。',
  dispute: '已退回政务公开办，责任单位会更正答复，或由政务公开办说明理由。是否按期答复的结论不变。',
  withhold: '已收回公开的同意。这件留言不会公开；已经公开的，已撤下。',
  withdraw: '留言已撤回，不再办理。',
  erase: '称呼、联系方式和附件已抹去。',
};

/** @param move from the address; unknown values are ignored */
export const doneWords = (move: string | undefined): string | undefined =>
  move !== undefined && Object.hasOwn(done, move) ? done[move as ResidentMove['move']] : undefined;

export function moveFailure({ title, detail, errors }: MoveFailure): Html {
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus><h2>${title}</h2><p>${detail}</p>${
    errors.length > 0
      ? html`<ul>${errors.map(({ field, message }) => html`<li><a href="#field-${field}">${message}</a></li>`)}</ul>`
      : nothing
  }</div>`;
}

function moveForm(
  { move, title, button }: { move: ResidentMove['move']; title: string; button: string },
  fields: Html,
  isOpen = false,
): Html {
  return html`<details class="resident-move no-print" id="${move}"${isOpen ? html` open` : nothing}><summary>${title}</summary>
<form method="post" action="/follow/moves/">
<input type="hidden" name="move" value="${move}">
${fields}
<button type="submit" class="button secondary">${button}</button>
</form></details>`;
}

const scores = [
  ['solved', '没有解决', '完全解决'],
  ['speed', '太慢', '很快'],
  ['manner', '很差', '很好'],
] as const;

const errorOf = (failure: MoveFailure | undefined, field: string) =>
  failure?.errors.find((error) => error.field === field)?.message;

function scoreField([name, worst, best]: (typeof scores)[number], failure: MoveFailure | undefined): Html {
  const error = errorOf(failure, name);
  return html`<fieldset class="field" id="field-${name}"><legend>${ratingWords[name]}</legend>
<p class="hint">1 分${worst}，5 分${best}</p>
${error ? html`<p class="field-error" id="${name}-error">${error}</p>` : nothing}
<div class="scores">${[1, 2, 3, 4, 5].map(
    (score) =>
      html`<label class="choice"><input type="radio" name="${name}" value="${score}"${failure?.typed[name] === String(score) ? html` checked` : nothing}> ${score} 分</label>`,
  )}</div></fieldset>`;
}

function disputeField(failure: MoveFailure | undefined): Html {
  const error = errorOf(failure, 'text');
  return html`<p>退回政务公开办，责任单位可以更正答复；每次答复只能说一次，会计入公开的统计。有新的问题请用「追问」。</p>
<div class="field" id="field-text"><label for="text">哪里没有答到？</label>
<p class="hint" id="text-hint">${disputeLimits.min} 到 ${disputeLimits.max} 个字，给政务公开办和责任单位看，不公开</p>
${error ? html`<p class="field-error" id="text-error">${error}</p>` : nothing}
<textarea id="text" name="text" rows="4" aria-describedby="text-hint${error ? ' text-error' : ''}"${error ? html` aria-invalid="true"` : nothing}>${failure?.typed['text'] ?? ''}</textarea></div>`;
}

/** Beside the reply: the resident's opinion of it. */
export function answerMoves(view: FollowView, failure?: MoveFailure): Html {
  const failed = (move: ResidentMove['move']) => (failure?.typed['move'] === move ? failure : undefined);
  const { moves } = view;
  return html`${
    moves.includes('rate')
      ? moveForm(
          { move: 'rate', title: '评价这次答复', button: '提交评价' },
          html`<p>只能评一次，会计入公开的满意率，不显示是谁评的。</p>${scores.map((part) => scoreField(part, failed('rate')))}`,
          failed('rate') !== undefined,
        )
      : nothing
  }${
    moves.includes('dispute')
      ? moveForm(
          { move: 'dispute', title: '答非所问？退回重新答复', button: '认为答非所问，退回' },
          disputeField(failed('dispute')),
          failed('dispute') !== undefined,
        )
      : nothing
  }${
    moves.includes('follow-up')
      ? html`<form method="post" action="/follow/ask/" class="no-print"><button type="submit" class="button secondary">还有疑问，追问一件</button></form>`
      : nothing
  }`;
}

function consentWords({ mayBePublished, isPublished, state }: FollowView): string {
  if (isPublished) return '您同意公开，这件留言已经公开展示。';
  return mayBePublished && state !== 'withdrawn' && state !== 'declined'
    ? '您同意公开，答复后可能选登。'
    : '这件留言不公开。';
}

/** What belongs to the resident: consent, the comment itself, personal data. */
export function ownMoves(view: FollowView): Html {
  const { moves, contact } = view;
  const left = listLeft(contact);
  return html`<section class="own no-print" aria-labelledby="own-title"><h2 id="own-title">由您决定的事</h2>
<p>${consentWords(view)}${
    left.length === 0
      ? '没有存您的称呼和联系方式。'
      : `存有您留下的${left.map(({ label, value }) => `${label}（${value}）`).join('、')}。`
  }</p>
${
  moves.includes('withhold')
    ? moveForm(
        { move: 'withhold', title: '收回公开的同意', button: '收回同意，不再公开' },
        html`<p>${view.isPublished ? '公开展示的问题和答复会立即撤下。' : '以后不会公开。'}收回后不能再改回来；答复不受影响。</p>`,
      )
    : nothing
}${
  moves.includes('withdraw')
    ? moveForm(
        { move: 'withdraw', title: '撤回这件留言', button: '撤回留言' },
        html`<p>撤回后不再办理，也不能恢复。受理编号和办理记录仍在公开台账上，不含您的文字。</p>`,
      )
    : nothing
}${
  moves.includes('erase')
    ? moveForm(
        { move: 'erase', title: '抹去我的称呼、联系方式和附件', button: '抹去称呼、联系方式和附件' },
        html`<p>抹去后不能恢复，也不会再收到通知。留言、答复和办理记录不变，您仍可凭两个号码查看。</p>`,
      )
    : nothing
}
<p><a href="/follow/data.json" download>下载这件留言存下的全部内容（JSON）</a>，包括您的称呼和联系方式；在公用设备上请注意删除。</p>
</section>`;
}
