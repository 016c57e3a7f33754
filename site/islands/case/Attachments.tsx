// A comment's attachments, as downloads only.
import { describeAttachment } from '../../../api/contract/attachment.ts';
import type { Case } from '../../../api/life/requests.ts';

export function Attachments({ subject }: { subject: Case }) {
  const { receiptCode, attachments, publicFiles, maySaveAttachments, isHelping } = subject;
  if (attachments.length === 0) return <>没有</>;
  // Attachments may identify the resident, so not every reader of the comment may download them.
  if (isHelping)
    return <>{attachments.length} 个，可能含个人信息，由主办单位查看；协办需要其中内容的，请主办单位说明</>;
  if (!maySaveAttachments) return <>{attachments.length} 个，可能含个人信息，您的岗位不能下载</>;
  return (
    <ul className="plain">
      {attachments.map((attachment) => (
        <li key={attachment.number}>
          <a href={`/api/queue/${receiptCode}/attachments/${attachment.number}`} download>
            下载附件 {attachment.number}（{describeAttachment(attachment)}）
          </a>
          {publicFiles.includes(attachment.number) && ' 已公开'}
        </li>
      ))}
    </ul>
  );
}
