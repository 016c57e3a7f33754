// Lists of a comment's attachments.
import { describeAttachment } from '../../api/contract/attachment.ts';
import type { PublishedAnswer } from '../../api/contract/follow.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { type Html, html, nothing } from './html.ts';

/** Released attachments, offered as downloads: the site never displays a stranger's file. */
export function publicFiles({ receiptCode, files }: PublishedAnswer): Html {
  if (files.length === 0) return nothing;
  return html`<ul class="plain no-print">${files.map(
    (file) =>
      html`<li><a href="/answers/${receiptCode}/files/${file.number}" download>下载附件 ${file.number}（${describeAttachment(file)}）</a></li>`,
  )}</ul>`;
}

/** The resident's own attachments by number and type, without download: the resident has the files. */
export function ownFiles({ attachments, publicFiles }: FollowView): Html {
  if (attachments.length === 0) return nothing;
  return html`<ul class="plain">${attachments.map(
    (file) =>
      html`<li>附件 ${file.number}（${describeAttachment(file)}）：${publicFiles.includes(file.number) ? '已随答复公开' : '不公开'}</li>`,
  )}</ul>`;
}
