// Shown when the clerk cannot open a comment: it was transferred or returned meanwhile, or never belonged to the unit.
// Unsent input is kept.
import { useEffect, useRef } from 'react';
import { UnsentTexts } from './UnsentTexts.tsx';

interface GoneCaseProps {
  receiptCode: string;
  /** Null if the comment was never shown here. */
  title: string | null;
  backToList: string;
}

export function GoneCase({ receiptCode, title, backToList }: GoneCaseProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus();
  }, []);

  return (
    <article aria-labelledby="case-title">
      <h2 id="case-title" tabIndex={-1} ref={heading}>
        {title === null ? '没有找到这件留言' : '这件留言刚刚被转办或退回'}
      </h2>
      <p>
        {title === null
          ? `${receiptCode} 不存在，或已转办、退回，不由您办理。`
          : `${receiptCode}「${title}」已不由您办理。没有发出的内容还在，可以复制。`}
      </p>
      <UnsentTexts receiptCode={receiptCode} moves={[]} />
      <p>
        <a className="button" href={backToList}>
          回到列表
        </a>
      </p>
    </article>
  );
}
