// Files that came along with a comment, as the pages list them.
import { describeAttachment } from '../../api/contract/attachment.ts';
import type { PublishedAnswer } from '../../api/contract/follow.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { type Html, html, nothing } from './html.ts';

/** What came along and the desk released: to be saved, as a stranger's file is nothing to open within the site. */
export function publicFiles({ receiptCode, files }: PublishedAnswer): Html {
  if (files.length === 0) return nothing;
  return html`<ul class="plain no-print">${files.map(
    (file) =>
      html`<li><a href="/answers/${receiptCode}/files/${file.number}" download>下载附件 ${file.number}（${describeAttachment(file)}）</a></li>`,
  )}</ul>`;
}

/** What came along, by number and kind: the resident has the files. */
export function ownFiles({ attachments, publicFiles }: FollowView): Html {
  if (attachments.length === 0) return nothing;
  return html`<ul class="plain">${attachments.map(
    (file) =>
      html`<li>附件 ${file.number}（${describeAttachment(file)}）：${publicFiles.includes(file.number) ? '已随答复公开' : '不公开'}</li>`,
  )}</ul>`;
}
