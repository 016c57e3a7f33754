// Attachments, chosen here only with script; without it, the preview page asks for them. Their space is reserved until
// the script loads, so that nothing moves under a finger.
import { type RefObject, useRef, useState } from 'react';
import { acceptedFiles, attachmentHint } from '../../fragments/ask.ts';
import { chooseFiles } from '../../lib/choose-files.ts';
import { shrinkPicture } from '../../lib/shrink-picture.ts';
import { Field } from '../shared/Field.tsx';

interface FilesFieldProps {
  files: File[];
  /** What the server refused. */
  error: string | undefined;
  hasScript: boolean;
  /** Resolves to the files once none is being made smaller: each choice adds to what the one before kept. */
  work: RefObject<Promise<File[]>>;
  onFiles: (files: File[]) => void;
}

const sizeOf = ({ size }: File) => `${Math.ceil(size / 1024).toLocaleString('zh-CN')} KB`;

export function FilesField({ files, error, hasScript, work, onFiles }: FilesFieldProps) {
  const [refusals, setRefusals] = useState<string[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const choose = (chosen: File[]) => {
    if (chosen.length === 0) return;
    setIsBusy(true);
    work.current = work.current.then(async (before) => {
      const { kept, refusals: refused } = await chooseFiles(before, chosen, shrinkPicture);
      setRefusals(refused);
      setIsBusy(false);
      onFiles(kept);
      return kept;
    });
  };
  const drop = (file: File) => {
    work.current = work.current.then((before) => {
      const kept = before.filter((one) => one !== file);
      setRefusals([]);
      onFiles(kept);
      return kept;
    });
    // Its button disappears with the file.
    input.current?.focus();
  };

  const problem = [...refusals, ...(error ? [error] : [])].join('；') || undefined;
  return (
    <div className={hasScript ? undefined : 'until-script'}>
      <Field field="files" label="附件（可不加）" hint={attachmentHint} error={problem} isLive>
        <input
          type="file"
          id="files"
          ref={input}
          multiple
          disabled={!hasScript}
          accept={acceptedFiles}
          aria-invalid={problem ? true : undefined}
          aria-describedby="files-hint files-error"
          onChange={({ target }) => {
            const chosen = [...(target.files ?? [])];
            // The list below says what is kept; and the same file may be chosen again.
            target.value = '';
            choose(chosen);
          }}
        />
        <p role="status" className="quiet">
          {isBusy ? '正在准备附件…' : files.length > 0 ? `已加 ${files.length} 个附件` : ''}
        </p>
        {files.length > 0 && (
          <ul className="files-chosen">
            {files.map((file, index) => (
              <li key={`${index} ${file.name}`}>
                {file.name}（{sizeOf(file)}）
                <button type="button" className="link" aria-label={`去掉${file.name}`} onClick={() => drop(file)}>
                  去掉
                </button>
              </li>
            ))}
          </ul>
        )}
      </Field>
    </div>
  );
}
