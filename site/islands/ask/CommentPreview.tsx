// The preview before sending. While it shows, the device computes the proof of work.
import { useEffect, useRef, useState } from 'react';
import type { NewComment } from '../../../api/contract/comment.ts';
import { previewView } from '../../fragments/ask.ts';
import { Markup } from '../shared/Markup.tsx';

interface CommentPreviewProps {
  comment: NewComment;
  files: File[];
  isSending: boolean;
  /** True if sending failed; the preview offers a retry once the network is back. */
  isUnsent: boolean;
  onSend: () => void;
  onBack: () => void;
}

export function CommentPreview({ comment, files, isSending, isUnsent, onSend, onBack }: CommentPreviewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isBack = useBackOnline(isUnsent);
  useEffect(() => heading.current?.focus(), []);

  const button = isUnsent ? '现在提交' : '提交留言';
  return (
    <section aria-labelledby="preview-title">
      <h2 id="preview-title" tabIndex={-1} ref={heading}>
        提交前看一遍
      </h2>
      <Markup html={previewView(comment)} />
      {files.length > 0 && <p>附件：{files.map(({ name }) => name).join('、')}</p>}
      <p role="status">{isBack && <strong>网络恢复了。点「现在提交」就发出，不点不会发。</strong>}</p>
      <p className="button-row">
        <button type="button" className="button" aria-disabled={isSending} onClick={onSend}>
          {isSending ? '正在提交…' : button}
        </button>
        <button type="button" className="button secondary" aria-disabled={isSending} onClick={onBack}>
          返回修改
        </button>
      </p>
    </section>
  );
}

/** @returns true once the browser is back online after a failed send */
function useBackOnline(isUnsent: boolean): boolean {
  const [isBack, setIsBack] = useState(false);
  useEffect(() => {
    setIsBack(false);
    if (!isUnsent) return;
    const [back, gone] = [() => setIsBack(true), () => setIsBack(false)];
    addEventListener('online', back);
    addEventListener('offline', gone);
    return () => {
      removeEventListener('online', back);
      removeEventListener('offline', gone);
    };
  }, [isUnsent]);
  return isBack;
}
