// Facts about a comment besides its text: subject, unit, consent, files, rating, contact.

import { helpingWord } from '../../../api/contract/words.ts';
import type { Case } from '../../../api/life/requests.ts';
import { writePlace } from '../../lib/queue-place.ts';
import { Attachments } from './Attachments.tsx';
import { ContactView } from './ContactView.tsx';

interface CaseFactsProps {
  subject: Case;
  onViewed: () => Promise<unknown>;
  onSessionEnded: () => void;
}

/** A link to another comment. */
function CaseLink({ receiptCode }: { receiptCode: string }) {
  return (
    <a className="code" href={writePlace({ list: 'open', receiptCode })}>
      {receiptCode}
    </a>
  );
}

export function CaseFacts({ subject, onViewed, onSessionEnded }: CaseFactsProps) {
  return (
    <dl className="facts">
      <dt>关于</dt>
      <dd>
        <a href={subject.about.url} target="_blank" rel="noopener">
          {subject.about.title}
        </a>
      </dd>
      <dt>承办</dt>
      <dd>{subject.unit?.name ?? '尚未分办'}</dd>
      {subject.helpers.length > 0 && (
        <>
          <dt>{helpingWord}</dt>
          <dd>{subject.helpers.map(({ name }) => name).join('、')}</dd>
        </>
      )}
      <dt>公开</dt>
      <dd>
        {subject.mayBePublished ? '留言人同意公开' : '留言人不同意公开，或已收回同意'}
        {subject.isPublished && (
          <>
            ，已选登：
            <a href={`/answers/${subject.receiptCode}/`} target="_blank" rel="noopener">
              看公众看到的
            </a>
          </>
        )}
      </dd>
      <dt>附件</dt>
      <dd>
        <Attachments subject={subject} />
      </dd>
      {(subject.follows || subject.followUps.length > 0) && (
        <>
          <dt>追问</dt>
          <dd>
            {subject.follows && (
              <>
                追问 <CaseLink receiptCode={subject.follows} />
              </>
            )}
            {subject.followUps.map((followUp) => (
              <span key={followUp}>
                {' '}
                被 <CaseLink receiptCode={followUp} /> 追问
              </span>
            ))}
          </dd>
        </>
      )}
      {subject.rating && (
        <>
          <dt>评价</dt>
          <dd>
            解决程度 {subject.rating.solved}，办理时间 {subject.rating.speed}，办理态度 {subject.rating.manner}（满分
            5）
          </dd>
        </>
      )}
      <dt>联系方式</dt>
      <dd>
        {subject.isHelping ? (
          '协办单位不看联系方式'
        ) : (
          <ContactView subject={subject} onViewed={onViewed} onSessionEnded={onSessionEnded} />
        )}
      </dd>
    </dl>
  );
}
