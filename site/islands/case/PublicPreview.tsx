// The public page's exact text, rendered by the same function.
import { describeAttachment } from '../../../api/contract/attachment.ts';
import type { PublicWords } from '../../../api/domain/privacy/publication.ts';
import type { Case } from '../../../api/life/requests.ts';
import { paragraphs } from '../../fragments/html.ts';
import { Markup } from '../shared/Markup.tsx';

interface PublicPreviewProps {
  /** The texts after redaction. */
  shown: PublicWords;
  subject: Case;
  files: number[];
}

const paragraphsOf = (text: string) =>
  paragraphs(text).map((paragraph, index) => <Markup key={`${index} ${String(paragraph)}`} html={paragraph} />);

export function PublicPreview({ shown, subject, files }: PublicPreviewProps) {
  const released = subject.attachments.filter(({ number }) => files.includes(number));
  return (
    <section className="public-preview" aria-labelledby="public-title">
      <h4 id="public-title">公众将看到</h4>
      <p className="public-title">{shown.title}</p>
      <div className="words">{paragraphsOf(shown.text)}</div>
      {released.map((attachment) => (
        <p key={attachment.number}>
          附件 {attachment.number}（{describeAttachment(attachment)}）
        </p>
      ))}
      <div className="reply">
        <p className="meta">回复单位：{subject.reply?.unit}</p>
        <div className="words">{paragraphsOf(shown.reply)}</div>
      </div>
    </section>
  );
}
