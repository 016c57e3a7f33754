// The one notice: a boxed text that a reader needs before continuing. Notice.astro and Notice.tsx render the same
// element.
import { type Html, html, nothing } from './html.ts';

/** Blue, green, amber and red, as visual.md has them; the words say the same, so that colour is never the only sign. */
export type NoticeKind = 'information' | 'success' | 'warning' | 'error';

export const noticeClass = (kind: NoticeKind = 'information'): string =>
  kind === 'information' ? 'notice' : `notice ${kind}`;

interface NoticeOptions {
  kind?: NoticeKind;
  /** `status` if a screen reader should announce the notice when it appears. */
  role?: 'status';
}

export const notice = (content: Html | string, { kind, role }: NoticeOptions = {}): Html =>
  html`<p class="${noticeClass(kind)}"${role ? html` role="${role}"` : nothing}>${content}</p>`;
