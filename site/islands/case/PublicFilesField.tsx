// Attachments to release with the answer; none is ticked by default.
import { type Attachment, describeAttachment } from '../../../api/contract/attachment.ts';

interface PublicFilesFieldProps {
  attachments: Attachment[];
  files: number[];
  onChange: (files: number[]) => void;
}

export function PublicFilesField({ attachments, files, onChange }: PublicFilesFieldProps) {
  if (attachments.length === 0) return null;
  return (
    <fieldset className="choices" id="field-files">
      <legend>一并公开的附件（不勾选的不公开）</legend>
      <p className="hint">请先下载看过：有没有人脸、证件、车牌、住址，是不是本人拍摄。</p>
      {attachments.map((attachment) => (
        <label key={attachment.number}>
          <input
            type="checkbox"
            checked={files.includes(attachment.number)}
            onChange={({ target }) =>
              onChange(
                target.checked ? [...files, attachment.number] : files.filter((number) => number !== attachment.number),
              )
            }
          />
          附件 {attachment.number}（{describeAttachment(attachment)}）
        </label>
      ))}
    </fieldset>
  );
}
