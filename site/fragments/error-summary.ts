// The one error summary: what went wrong, and a link to each faulty field. The server renders it, or fills the empty
// one of a built page. Islands use the same markup.
import type { FieldError } from '../../api/contract/problem.ts';
import { type Html, html, nothing } from './html.ts';

export interface ErrorSummaryContent {
  title: string;
  detail: string;
  errors?: FieldError[];
}

/** Before the page's title, while it shows an error. */
export const errorTitlePrefix = '错误：';

/** Attribute names as in HTML. `data-error-summary` marks the empty summary of a built page for the server. */
export const errorSummaryAttributes = {
  class: 'error-summary',
  'data-error-summary': '',
  role: 'alert',
  tabindex: '-1',
} as const;

/** The element's content. */
export function errorSummaryBody({ title, detail, errors = [] }: ErrorSummaryContent): Html {
  return html`<h2>${title}</h2><p>${detail}</p>${
    errors.length > 0
      ? html`<ul>${errors.map(({ field, message }) => html`<li><a href="#field-${field}">${message}</a></li>`)}</ul>`
      : nothing
  }`;
}

const attributes = html`${Object.entries(errorSummaryAttributes).map(([name, value]) => html` ${name}="${value}"`)}`;

/** @param takesFocus true in the response to a rejected form: without script, the browser focuses the summary */
export const errorSummary = (content: ErrorSummaryContent, takesFocus = false): Html =>
  html`<div${attributes}${takesFocus ? html` autofocus` : nothing}>${errorSummaryBody(content)}</div>`;

/** For built pages: empty and hidden until the server fills it. */
export const emptyErrorSummary = html`<div${attributes} hidden></div>`;
