// The workplace for a reply: question and source beside it, and templates to start from.
import type { ReactNode } from 'react';
import type { Case } from '../../../api/life/requests.ts';
import { replyTemplates } from '../../../content/reply-templates.ts';
import { SourceText } from './SourceText.tsx';

interface ReplyDeskProps {
  subject: Case;
  /** The reply as typed so far. */
  text: string;
  onText: (text: string) => void;
  /** The reply's field. */
  children: ReactNode;
}

export function ReplyDesk({ subject, text, onText, children }: ReplyDeskProps) {
  /** A template never replaces typed text; it is appended. */
  const apply = (id: string) => {
    const chosen = replyTemplates.find((template) => template.id === id);
    if (chosen) onText([text.trim(), chosen.text].filter(Boolean).join('\n\n'));
  };
  return (
    <div className="reply-desk">
      <section className="reply-question" aria-label="要答复的问题">
        <h4>
          问题 <span className="code">{subject.receiptCode}</span>
        </h4>
        <p className="reply-title">{subject.title}</p>
        <p className="words">{subject.text}</p>
        {subject.dispute && (
          <>
            <h4>留言人认为{subject.dispute.isOtherMatter ? '不是同一件事' : '答非所问'}</h4>
            <p className="words">{subject.dispute.text}</p>
          </>
        )}
        <SourceText about={subject.about} />
      </section>
      <div>
        {subject.draft?.sentBack && (
          <p className="note soon">
            <strong>审核退回：</strong>
            {subject.draft.sentBack}
          </p>
        )}
        <div className="field">
          <label htmlFor="template">套用模板（可选）</label>
          <p className="hint" id="template-hint">
            【填写：…】的地方都要改成这一件的情况，才能发出。
          </p>
          <select
            id="template"
            aria-describedby="template-hint"
            value=""
            onChange={(event) => apply(event.target.value)}
          >
            <option value="">不用模板</option>
            {replyTemplates.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {children}
      </div>
    </div>
  );
}
