// What was typed, carried through a page that asks for something else first: no word of it is lost.
import { errorSummary } from './error-summary.ts';
import { type Html, html, nothing, paragraphs } from './html.ts';

type Typed = Partial<Record<string, string>>;

export const hiddenFields = (values: Typed): Html =>
  html`${Object.entries(values).map(([name, value]) =>
    value ? html`<input type="hidden" name="${name}" value="${value}">` : nothing,
  )}`;

/** The words that were typed, for reading and copying. */
export const typedWords = (text: string | undefined): Html =>
  text
    ? html`<section class="kept"><h2>您刚才写的</h2><div class="words">${paragraphs(text)}</div></section>`
    : nothing;

/** @param path where the form was sent */
export const sendAgainForm = (path: string, values: Typed): Html =>
  html`${errorSummary({ title: '请再按一次提交', detail: '浏览器没有说明这次提交来自哪个网站，为防止别的网站冒用您的名义，还没有办理。您填写的内容都还在，是您自己提交的，请按下面的按钮。' })}
${typedWords(values['text'])}
<form method="post" action="${path}">${hiddenFields(values)}<button type="submit" class="button">是我提交的，继续</button></form>`;
