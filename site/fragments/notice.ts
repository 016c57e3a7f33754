// The one notice: a boxed text that a reader needs before continuing. Notice.astro and Notice.tsx render the same
// element.
import { type Html, html, nothing } from './html.ts';

export const noticeClass = 'notice';

/** @param role `status` if a screen reader should announce the notice when it appears */
export const notice = (content: Html | string, role?: 'status'): Html =>
  html`<p class="${noticeClass}"${role ? html` role="${role}"` : nothing}>${content}</p>`;
