// Several comments may be open in one browser. Where an address or a form names none, the visitor is asked which one is
// meant: the last one opened need not be the one on the page.
import { type CasePath, caseAddress } from '../../api/contract/case-address.ts';
import { type Html, html } from './html.ts';
import { hiddenFields, typedWords } from './kept-fields.ts';

export interface OpenCaseView {
  receiptCode: string;
  title: string;
}

/** For shared devices: deletes the codes now instead of after half an hour. @param named by its code, or all of them */
export const forgetButton = (named: { receiptCode: string; formToken: string } | { all: 'yes'; formToken: string }) =>
  html`<form method="post" action="/follow/forget/" class="no-print">${hiddenFields(named)}<button type="submit" class="link">${'all' in named ? '号码都已记下，全部从这台设备上抹去' : '号码已记下，从这台设备上抹去'}</button></form>`;

const nameOf = ({ receiptCode, title }: OpenCaseView) => html`<span class="code">${receiptCode}</span> “${title}”`;

/** @param path the address that named no comment */
export const chooseLink = (cases: OpenCaseView[], path: CasePath, formToken: string): Html =>
  html`<h1>请选择一件留言</h1>
<p>这台设备上打开了 ${cases.length} 件留言，请选择要看的一件。</p>
<ul>${cases.map((one) => html`<li><a href="${caseAddress(path, one.receiptCode)}">${nameOf(one)}</a></li>`)}</ul>
${forgetButton({ all: 'yes', formToken })}`;

/** @param typed what the form held; it named no comment */
export const chooseButton = (
  cases: OpenCaseView[],
  path: string,
  typed: Partial<Record<string, string>>,
  formToken: string,
): Html =>
  html`<h1>请选择一件留言</h1>
<p>这台设备上打开了 ${cases.length} 件留言，刚才的页面没有写明是哪一件，所以还没有办理。请选择要办理的一件，填写的内容都还在。</p>
${typedWords(typed['text'])}
${cases.map(
  (one) =>
    html`<form method="post" action="${path}">${hiddenFields({ ...typed, receiptCode: one.receiptCode, formToken })}<p>${nameOf(one)}<br><button type="submit" class="button secondary">办理这一件</button></p></form>`,
)}`;
