// The resident's own moves. Each is behind a heading to open first, and states its consequences. Plain forms: the
// cookie has the codes, and the page does not.
import { listContactFields } from '../../api/contract/comment-fields.ts';
import type { FieldError } from '../../api/contract/problem.ts';
import { type RecordedResidentMoveName, recordedResidentMoves, residentMoves } from '../../api/life/life.ts';
import type { ResidentField, ResidentForm } from '../../api/life/move.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { endsUnanswered } from '../../api/life/states.ts';
import { type Html, html, nothing } from './html.ts';

/** A refused move, with the resident's input. */
export interface MoveFailure {
  title: string;
  detail: string;
  errors: FieldError[];
  typed: Partial<Record<string, string>>;
}

/** What the page shows of a move. */
interface ShownMove {
  name: RecordedResidentMoveName;
  place: 'answer' | 'own';
  form: ResidentForm<string>;
  done: string;
}

const shownMoves: ShownMove[] = Object.values(recordedResidentMoves);

/** @param move from the address; unknown values are ignored */
export const residentDoneWords = (move: string | undefined): string | undefined =>
  shownMoves.find(({ name }) => name === move)?.done;

const errorOf = (failure: MoveFailure | undefined, field: string) =>
  failure?.errors.find((error) => error.field === field)?.message;

function scoreField(name: string, field: ResidentField & { as: 'score' }, failure: MoveFailure | undefined): Html {
  const { label, worst, best } = field;
  const error = errorOf(failure, name);
  return html`<fieldset class="field" id="field-${name}"><legend>${label}</legend>
<p class="hint">1 分${worst}，5 分${best}</p>
${error ? html`<p class="field-error" id="${name}-error">${error}</p>` : nothing}
<div class="scores">${[1, 2, 3, 4, 5].map(
    (score) =>
      html`<label class="choice"><input type="radio" name="${name}" value="${score}"${failure?.typed[name] === String(score) ? html` checked` : nothing}> ${score} 分</label>`,
  )}</div></fieldset>`;
}

function textField(name: string, field: ResidentField & { as: 'text' }, failure: MoveFailure | undefined): Html {
  const { label, hint, rows } = field;
  const error = errorOf(failure, name);
  return html`
<div class="field" id="field-${name}"><label for="${name}">${label}</label>
<p class="hint" id="${name}-hint">${hint}</p>
${error ? html`<p class="field-error" id="${name}-error">${error}</p>` : nothing}
<textarea id="${name}" name="${name}" rows="${rows}" aria-describedby="${name}-hint${error ? ` ${name}-error` : ''}"${error ? html` aria-invalid="true"` : nothing}>${failure?.typed[name] ?? ''}</textarea></div>`;
}

/** One move behind its heading, with its fields. */
function moveForm({ name, form }: ShownMove, view: FollowView, failure: MoveFailure | undefined): Html {
  const { title, button, explanation } = form;
  const fields = Object.entries(form.fields).map(([field, shown]) =>
    shown.as === 'score' ? scoreField(field, shown, failure) : textField(field, shown, failure),
  );
  // Open a refused form, so that its error and input are visible at once.
  const isOpen = failure !== undefined && fields.length > 0;
  return html`<details class="resident-move no-print" id="${name}"${isOpen ? html` open` : nothing}><summary>${title}</summary>
<form method="post" action="/follow/moves/">
<input type="hidden" name="move" value="${name}">
<p>${explanation(view)}</p>${fields}
<button type="submit" class="button secondary">${button}</button>
</form></details>`;
}

/** The currently possible moves for one place on the page. */
const moveForms = (place: ShownMove['place'], view: FollowView, failure?: MoveFailure): Html[] =>
  shownMoves
    .filter((move) => move.place === place && view.moves.includes(move.name))
    .map((move) => moveForm(move, view, failure?.typed['move'] === move.name ? failure : undefined));

/** Beside the reply: rating and dispute. */
export function answerMoves(view: FollowView, failure?: MoveFailure): Html {
  return html`${moveForms('answer', view, failure)}${
    view.moves.includes('follow-up')
      ? html`<form method="post" action="/follow/ask/" class="no-print"><button type="submit" class="button secondary">${residentMoves['follow-up'].button}</button></form>`
      : nothing
  }`;
}

function consentWords({ mayBePublished, isPublished, state }: FollowView): string {
  if (isPublished) return '您同意公开，这件留言已经公开展示。';
  return mayBePublished && !endsUnanswered(state) ? '您同意公开，答复后可能选登。' : '这件留言不公开。';
}

/** What the resident may withdraw or erase: consent, the comment, personal data. */
export function ownMoves(view: FollowView): Html {
  const { contact } = view;
  const left = listContactFields(contact);
  return html`<section class="own no-print" aria-labelledby="own-title"><h2 id="own-title">由您决定的事</h2>
<p>${consentWords(view)}${
    left.length === 0
      ? '没有存您的称呼和联系方式。'
      : `存有您留下的${left.map(({ label, value }) => `${label}（${value}）`).join('、')}。`
  }</p>
${moveForms('own', view)}
<p><a href="/follow/data.json" download>下载这件留言存下的全部内容（JSON）</a>，包括您的称呼和联系方式；在公用设备上请注意删除。</p>
</section>`;
}
