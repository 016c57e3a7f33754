// Attachments of comments, as pages list them.
import { describeAttachment } from '../../api/contract/attachment.ts';
import type { PublishedAnswer } from '../../api/contract/follow.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { type Html, html, nothing } from './html.ts';

/** Released attachments, for download only: the site never opens a stranger's file. */
export function publicFiles({ receiptCode, files }: PublishedAnswer): Html {
  if (files.length === 0) return nothing;
  return html`<ul class="plain no-print">${files.map(
    (file) =>
      html`<li><a href="/answers/${receiptCode}/files/${file.number}" download>下载附件 ${file.number}（${describeAttachment(file)}）</a></li>`,
  )}</ul>`;
}

/** Attachments by number and type: the resident has the files. */
export function ownFiles({ attachments, publicFiles }: FollowView): Html {
  if (attachments.length === 0) return nothing;
  return html`<ul class="plain">${attachments.map(
    (file) =>
      html`<li>附件 ${file.number}（${describeAttachment(file)}）：${publicFiles.includes(file.number) ? '已随答复公开' : '不公开'}</li>`,
  )}</ul>`;
}
