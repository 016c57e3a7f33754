// Attachments, chosen here only with script; without it, the preview page asks for them. Their space is reserved until
// the script loads, so that nothing moves under a finger.
import { attachmentLimits, maxAttachmentBytes } from '../../../api/contract/attachment.ts';
import { acceptedFiles, attachmentHint } from '../../fragments/ask.ts';
import { Field } from '../shared/Field.tsx';

/** Checks that need no server. Only the server determines a file's true type. */
export function findFilesProblem(files: File[]): string | undefined {
  if (files.length > attachmentLimits.count) return `附件最多 ${attachmentLimits.count} 个`;
  const large = files.find(({ size }) => size > maxAttachmentBytes);
  return large && `「${large.name}」超过 ${attachmentLimits.megabytes} MB`;
}

interface FilesFieldProps {
  error: string | undefined;
  hasScript: boolean;
  onChosen: (files: File[]) => void;
}

export function FilesField({ error, hasScript, onChosen }: FilesFieldProps) {
  return (
    <div className={hasScript ? undefined : 'until-script'}>
      <Field field="files" label="附件（可不加）" hint={attachmentHint} error={error}>
        <input
          type="file"
          id="files"
          multiple
          disabled={!hasScript}
          accept={acceptedFiles}
          aria-invalid={error ? true : undefined}
          aria-describedby="files-hint files-error"
          onChange={({ target }) => onChosen([...(target.files ?? [])])}
        />
      </Field>
    </div>
  );
}
