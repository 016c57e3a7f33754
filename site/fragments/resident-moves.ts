// The resident's own moves. Each is behind a heading to open first, and states its consequences. Plain forms: each names
// its comment, and the cookies have the codes; the page does not.
import { caseAddress } from '../../api/contract/case-address.ts';
import { listContactFields } from '../../api/contract/comment-fields.ts';
import type { FieldError } from '../../api/contract/problem.ts';
import { type RecordedResidentMoveName, recordedResidentMoves, residentMoves } from '../../api/life/life.ts';
import type { ResidentField, ResidentForm } from '../../api/life/move.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { endsUnanswered } from '../../api/life/states.ts';
import { type Html, html, nothing } from './html.ts';
import { hiddenFields } from './kept-fields.ts';

/** A refused move, with the resident's input. */
export interface MoveFailure {
  title: string;
  detail: string;
  errors: FieldError[];
  typed: Partial<Record<string, string>>;
}

/** What the forms of a comment's page need. */
export interface CaseForms {
  view: FollowView;
  /** Proves that a form is this page's (api/routes/form-token.ts). */
  formToken: string;
  /** The move that was not made yet: what was typed, and what was wrong with it. */
  typed: TypedMove | undefined;
}

type TypedMove = Pick<MoveFailure, 'errors' | 'typed'>;

/** What the page shows of a move. */
interface ShownMove {
  name: RecordedResidentMoveName;
  place: 'answer' | 'own';
  form: ResidentForm<string>;
  formWhenDeclined: ResidentForm<string> | null;
  done: string;
}

const shownMoves: ShownMove[] = Object.values(recordedResidentMoves);

/** @param move from the address; unknown values are ignored */
export const residentDoneWords = (move: string | undefined): string | undefined =>
  shownMoves.find(({ name }) => name === move)?.done;

const formOf = ({ form, formWhenDeclined }: ShownMove, { state }: FollowView) =>
  state === 'declined' ? (formWhenDeclined ?? form) : form;

const findShown = ({ view, typed }: CaseForms): ShownMove | undefined =>
  shownMoves.find(({ name }) => name === typed?.typed['move'] && view.moves.includes(name));

/** Whether the move that was typed has its form on the page. */
export const isMoveShown = (forms: CaseForms): boolean => findShown(forms) !== undefined;

/** For a move that waited while the codes were asked for again. */
export function keptWords(forms: CaseForms): string {
  const move = findShown(forms);
  const form = move && formOf(move, forms.view);
  return form
    ? `查询码已核对。“${form.title}”还没有办理：填写的内容都在下面，请核对后再按一次“${form.button}”。`
    : '查询码已核对。这件留言的情况已经变了，刚才那一步现在不能办，请看下面的最新进度。';
}

const errorOf = (failure: TypedMove | undefined, field: string) =>
  failure?.errors.find((error) => error.field === field)?.message;

function scoreField(name: string, field: ResidentField & { as: 'score' }, failure: TypedMove | undefined): Html {
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

function textField(name: string, field: ResidentField & { as: 'text' }, failure: TypedMove | undefined): Html {
  const { label, hint, rows } = field;
  const error = errorOf(failure, name);
  return html`
<div class="field" id="field-${name}"><label for="${name}">${label}</label>
<p class="hint" id="${name}-hint">${hint}</p>
${error ? html`<p class="field-error" id="${name}-error">${error}</p>` : nothing}
<textarea id="${name}" name="${name}" rows="${rows}" aria-describedby="${name}-hint${error ? ` ${name}-error` : ''}"${error ? html` aria-invalid="true"` : nothing}>${failure?.typed[name] ?? ''}</textarea></div>`;
}

/** One move behind its heading, with its fields. */
function moveForm(move: ShownMove, { view, formToken, typed }: CaseForms): Html {
  const { name } = move;
  const form = formOf(move, view);
  const failure = typed?.typed['move'] === name ? typed : undefined;
  const { title, button, explanation } = form;
  const fields = Object.entries(form.fields).map(([field, shown]) =>
    shown.as === 'score' ? scoreField(field, shown, failure) : textField(field, shown, failure),
  );
  // Open a refused form, so that its error and input are visible at once.
  const isOpen = failure !== undefined;
  return html`<details class="resident-move no-print" id="${name}"${isOpen ? html` open` : nothing}><summary>${title}</summary>
<form method="post" action="/follow/moves/">
${hiddenFields({ receiptCode: view.receiptCode, move: name, formToken })}
<p>${explanation(view)}</p>${fields}
<button type="submit" class="button secondary">${button}</button>
</form></details>`;
}

/** The currently possible moves for one place on the page. */
const moveForms = (place: ShownMove['place'], forms: CaseForms): Html[] =>
  shownMoves
    .filter((move) => move.place === place && forms.view.moves.includes(move.name))
    .map((move) => moveForm(move, forms));

/** Beside the reply: rating and dispute. */
export function answerMoves(forms: CaseForms): Html {
  const { view, formToken } = forms;
  return html`${moveForms('answer', forms)}${
    view.moves.includes('follow-up')
      ? html`<form method="post" action="/follow/ask/" class="no-print">${hiddenFields({ receiptCode: view.receiptCode, formToken })}<button type="submit" class="button secondary">${residentMoves['follow-up'].button}</button></form>`
      : nothing
  }`;
}

function consentWords({ mayBePublished, isPublished, state }: FollowView): string {
  if (isPublished) return '您同意公开，这件留言已经公开展示。';
  return mayBePublished && !endsUnanswered(state) ? '您同意公开，答复后可能选登。' : '这件留言不公开。';
}

/** What the resident may withdraw or erase: consent, the comment, personal data. */
export function ownMoves(forms: CaseForms): Html {
  const { view } = forms;
  const { contact } = view;
  const left = listContactFields(contact);
  return html`<section class="own no-print" aria-labelledby="own-title"><h2 id="own-title">由您决定的事</h2>
<p>${consentWords(view)}${
    left.length === 0
      ? '没有存您的称呼和联系方式。'
      : `存有您留下的${left.map(({ label, value }) => `${label}（${value}）`).join('、')}。`
  }</p>
${moveForms('own', forms)}
<p><a href="${caseAddress('/follow/data.json', view.receiptCode)}" download>下载这件留言存下的全部内容（JSON）</a>，包括您的称呼和联系方式；在公用设备上请注意删除。</p>
</section>`;
}
