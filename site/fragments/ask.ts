// The pages around the comment form: existing answers to the question, matching subjects, and the preview before
// sending.
import { attachmentLimits, attachmentTypeSchema } from '../../api/contract/attachment.ts';
import type { NewComment } from '../../api/contract/comment.ts';
import { type CommentField, commentFields, findDefinition } from '../../api/contract/comment-fields.ts';
import type { Offers } from '../../api/contract/offers.ts';
import { isPromised, placeSubject, type Subject } from '../../api/contract/subject.ts';
import { markPersonalData, personalWords } from '../../api/domain/privacy/personal-data.ts';
import { type Html, html, nothing } from './html.ts';
import { hiddenFields } from './kept-fields.ts';
import { notice } from './notice.ts';

/** For a subject of a closed year: suggests the newer one. The resident may still ask about the old one. */
function laterNotice(subject: Subject): Html {
  if (!isPromised(subject) || !subject.later) return nothing;
  const { year, url, subject: id } = subject.later;
  const way = id
    ? html`<a href="/ask/?about=${id}">问 ${year} 年接着写的那一项</a>`
    : html`从<a href="${url}">${year} 年的文件</a>里找`;
  return notice(html`这是 ${subject.year} 年的，往年的照样可以问。要问现在的情况，请${way}。`);
}

/** Of the form itself, for fields that stand outside it. */
export const askFormId = 'ask-form';

interface OuterFields {
  /** The comment being followed up. */
  follows: string | null;
  /** Why its tracking code is asked for; empty if this browser may follow it up. */
  codeProblem: string;
  trackingCode: string;
  /** Proves the form (api/routes/form-token.ts). */
  formToken: string;
}

const outside = (name: string, value: string) =>
  value === '' ? nothing : html`<input type="hidden" name="${name}" value="${value}" form="${askFormId}">`;

/** Shown only once this browser no longer holds the codes; the script shows it too. */
const codeField = (problem: string, typed: string) =>
  html`<div class="field" id="field-trackingCode"${problem ? nothing : html` hidden`}><label for="trackingCode">查询码</label>
<p class="hint" id="trackingCode-hint">被追问的那一件的查询码，在它的回执上</p>
<p class="field-error" id="trackingCode-error">${problem}</p>
<input type="text" id="trackingCode" name="trackingCode" value="${typed}" form="${askFormId}" class="short" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" aria-describedby="trackingCode-hint trackingCode-error"></div>`;

/** Fields of the form that only the server can fill in. */
export const outerFields = ({ follows, codeProblem, trackingCode, formToken }: OuterFields): Html =>
  html`${outside('formToken', formToken)}${follows ? html`${outside('follows', follows)}${codeField(codeProblem, trackingCode)}` : nothing}`;

/** @param query the words that the resident typed elsewhere; the form starts with them as its title */
const askAddress = (about: string, query: string) =>
  `/ask/?${new URLSearchParams({ about, ...(query ? { q: query } : {}) })}`;

/** For residents who do not know whose task their question is: a comment needs only a place. */
export const directView = (query: string, places: { id: string; name: string }[]): Html =>
  html`<section class="card direct" aria-labelledby="direct-title">
<h2 id="direct-title">不知道该找谁？直接留言</h2>
<p>选好地区就可以写，政务公开办看过以后分给承办单位。</p>
<ul class="inline-links">${places.map(({ id, name }) => html`<li><a class="button" href="${askAddress(placeSubject(id), query)}">给${name}留言</a></li>`)}</ul>
</section>`;

/** The resident named only a place. */
const placeView = ({ documentTitle, url }: Subject): Html =>
  html`<p class="subject">留言给 <a href="${url}">${documentTitle}</a>（<a href="/ask/choose/">换一个地区</a>）<br><small>由政务公开办分给承办单位。知道找哪个单位、哪项任务的，可以<a href="/ask/choose/">先找到它</a>，分得更快。</small></p>`;

/** @param follows the comment that the new one follows up */
export const subjectView = (subject: Subject, follows: string | null): Html =>
  subject.kind === 'place' && follows === null ? placeView(subject) : namedView(subject, follows);

const namedView = (subject: Subject, follows: string | null): Html =>
  html`<p class="subject">关于 <a href="${subject.url}">${subject.title}</a><br><small>${subject.documentTitle}</small></p>${follows ? notice(html`这是对 <span class="code">${follows}</span> 的追问：作为一件新留言登记，答复期限重新计算，两件互相关联。`) : laterNotice(subject)}`;

/** Links open in new tabs, so that nothing typed is lost. */
const links = (entries: { title: string; url: string }[]) =>
  html`<ul>${entries.map(({ title, url }) => html`<li><a href="${url}" target="_blank" rel="noopener">${title}</a></li>`)}</ul>`;

export function offersView({ answers, tasks }: Offers): Html {
  if (answers.length === 0 && tasks.length === 0) return nothing;
  return html`<section class="offers" aria-labelledby="offers-title">
<h2 id="offers-title">也许已有答复</h2>
${answers.length > 0 ? html`<p>已经公开的答复：</p>${links(answers)}` : nothing}
${tasks.length > 0 ? html`<p>文件里相近的任务：</p>${links(tasks)}` : nothing}
</section>`;
}

interface FoundSubjects {
  subjects: Subject[];
  /** The query as searched, if it was corrected. */
  corrected: string | null;
}

export function subjectsView(query: string, { subjects, corrected }: FoundSubjects): Html {
  if (query === '') return nothing;
  const isNone = subjects.length === 0;
  const asked = corrected === null ? `“${query}”` : `没有写着“${query}”的，按“${corrected}”显示`;
  const title = isNone
    ? `没有找到与“${query}”有关的任务、要点或单位`
    : `${asked}：${subjects.length}项，点一项就此留言`;
  return html`<section aria-labelledby="found-title">
<h2 id="found-title">${title}</h2>
${isNone ? html`<p>可以换个更短的词，或<a href="/search/?q=${encodeURIComponent(query)}">搜索文件全文</a>。</p>` : nothing}
<ul class="choose">${subjects.map(
    (subject) =>
      html`<li><a href="/ask/?about=${subject.id}">${subject.title}</a><br><small>${subject.documentTitle}</small></li>`,
  )}</ul>
</section>`;
}

/** Highlights personal data in a text, with words as well as colour. */
function pointedOut(text: string): Html[] {
  return markPersonalData(text).map(({ text: piece, kind }) =>
    kind
      ? html`<mark>${piece}</mark><small class="finding">（可能是${personalWords[kind]}，公开前由工作人员核对并隐去）</small>`
      : html`${piece}`,
  );
}

const hasFindings = (text: string) => markPersonalData(text).some(({ kind }) => kind !== null);

/** The typed texts that are stored and may be published. */
const isPublicText = (field: CommentField) => {
  const { control, keptIn } = findDefinition(field);
  return (control === 'line' || control === 'lines') && keptIn === 'record';
};
const publicTexts = commentFields.filter(isPublicText);

function previewRow(field: CommentField, value: string): Html | null {
  const definition = findDefinition(field);
  if (definition.control === 'hidden') return null;
  const { label } = definition;
  if (definition.control === 'choice') {
    const choice = definition.choices[value];
    return html`<dt>${label}</dt><dd>${choice?.preview ?? choice?.label ?? ''}</dd>\n`;
  }
  if (value === '') return html`<dt>${label}</dt><dd>未填</dd>\n`;
  return isPublicText(field)
    ? html`<dt>${label}</dt><dd class="words">${pointedOut(value)}</dd>\n`
    : html`<dt>${label}</dt><dd>${value}</dd>\n`;
}

/** The comment as it will be sent; the same preview with and without script. */
export function previewView(comment: NewComment): Html {
  const rows = commentFields.flatMap((field) => previewRow(field, comment[field] ?? '') ?? []);
  return html`<div class="preview">
${hasFindings(publicTexts.map((field) => comment[field] ?? '').join('\n')) ? notice(html`<strong>文字里像是有个人信息，已在下面标出。</strong>公开前由工作人员核对并隐去；和要问的事无关的，最好改掉。`, { kind: 'warning' }) : nothing}
<dl class="facts">
${rows}</dl>
</div>`;
}

export const acceptedFiles = attachmentTypeSchema.options.join(',');
export const attachmentHint = `最多 ${attachmentLimits.count} 个，每个不超过 ${attachmentLimits.megabytes} MB，JPG、PNG、WebP 图片或 PDF。只给办理的人看，不会公开；图片里的拍摄地点等信息会去掉。`;

/**
 * The second step without script. Hidden fields carry everything typed. Files are chosen here, because a page cannot
 * carry files to the next one.
 */
export function previewForm(comment: NewComment, typed: Record<string, string>, problem: string): Html {
  return html`${previewView(comment)}
<form method="post" action="/ask/" enctype="multipart/form-data">
${hiddenFields(typed)}
<div class="field" id="field-files">
<label for="files">附件（可不加）</label>
<p class="hint" id="files-hint">${attachmentHint}</p>
<p class="field-error" id="files-error"${problem ? nothing : html` hidden`}>${problem}</p>
<input type="file" id="files" name="files" multiple accept="${acceptedFiles}" aria-describedby="files-hint files-error">
</div>
<p class="button-row"><button type="submit" class="button" name="step" value="send">提交留言</button>
<button type="submit" class="button secondary" name="step" value="edit">返回修改</button></p>
</form>`;
}
