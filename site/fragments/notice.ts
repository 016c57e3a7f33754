// The one notice: a boxed sentence that a reader needs before going on. Notice.astro and Notice.tsx render the same element.
import { type Html, html, nothing } from './html.ts';

export const noticeClass = 'notice';

/** @param role `status` to have a screen reader announce it on arrival */
export const notice = (content: Html | string, role?: 'status'): Html =>
  html`<p class="${noticeClass}"${role ? html` role="${role}"` : nothing}>${content}</p>`;
