// One comment: its window, its words, what happened to it, and what this clerk may do now.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Case } from '../../api/contract/queue.ts';
import type { MoveName } from '../../api/contract/words.ts';
import { classificationWords, kindWords, moveWords, sampleWord, stateWords } from '../../api/contract/words.ts';
import { formatInstant } from '../../api/domain/window-words.ts';
import { windowReason, workingDayStrip } from '../../api/views/window.ts';
import { api, ask } from '../lib/api.ts';
import { Markup } from './Markup.tsx';
import { MoveForm } from './MoveForm.tsx';

interface CasePanelProps {
  receiptCode: string;
  onChanged: () => Promise<void>;
}

export function CasePanel({ receiptCode, onChanged }: CasePanelProps) {
  const [found, setFound] = useState<Case | null>(null);
  const [problem, setProblem] = useState('');
  const [move, setMove] = useState<MoveName | null>(null);
  const [done, setDone] = useState('');
  const title = useRef<HTMLHeadingElement>(null);

  const load = useCallback(async () => {
    const answer = await ask(api.queue[':receiptCode'].$get({ param: { receiptCode } }));
    if (answer.ok) setFound(answer.data);
    else setProblem(`${answer.problem.title}。${answer.problem.detail}`);
  }, [receiptCode]);

  useEffect(() => {
    void load();
  }, [load]);

  useEffect(() => {
    if (found) title.current?.focus();
  }, [found?.receiptCode]);

  const finish = async (name: MoveName, after: Case | null) => {
    setMove(null);
    setDone(`已${moveWords[name]}。`);
    if (after) setFound(after);
    else location.hash = '';
    await onChanged();
  };

  if (problem) return <p role="alert">{problem}</p>;
  if (!found) return <p role="status">正在读取…</p>;
  return (
    <article aria-labelledby="case-title">
      <p className="back">
        <a href="#list-title">‹ 回到列表</a>
      </p>
      <p className="meta">
        <span className="code">{found.receiptCode}</span>
        <span>{kindWords[found.kind]}</span>
        <span>{classificationWords[found.window.classification]}</span>
        <span className="state">{stateWords[found.state]}</span>
        {found.isSample && <span className="sample">{sampleWord}</span>}
      </p>
      <h2 id="case-title" tabIndex={-1} ref={title}>
        {found.title}
      </h2>
      <Markup html={workingDayStrip(found.window)} />
      <p className="words">{found.text}</p>
      <dl className="facts">
        <dt>关于</dt>
        <dd>
          <a href={found.about.url} target="_blank" rel="noopener">
            {found.about.title}
          </a>
        </dd>
        <dt>承办</dt>
        <dd>{found.unit?.name ?? '尚未分办'}</dd>
        <dt>公开</dt>
        <dd>
          {found.mayBePublished ? '留言人同意公开' : '留言人不同意公开'}
          {found.isPublished && '，已选登'}
        </dd>
        <dt>联系方式</dt>
        <dd>{found.hasContact ? '已留（不在此显示）' : '未留'}</dd>
      </dl>
      {found.reply && (
        <section className="reply" aria-labelledby="reply-title">
          <h3 id="reply-title">答复</h3>
          <p className="words">{found.reply.text}</p>
          <p className="meta">
            <span>{found.reply.unit}</span>
            <time dateTime={found.reply.at}>{formatInstant(found.reply.at)}</time>
          </p>
        </section>
      )}
      <p role="status" className="done">
        {done}
      </p>
      {found.moves.length > 0 && (
        <div className="moves">
          <h3>办理</h3>
          <div className="move-buttons">
            {found.moves.map((name) => (
              <button
                key={name}
                type="button"
                className={name === move ? 'button' : 'button secondary'}
                aria-expanded={name === move}
                onClick={() => {
                  setDone('');
                  setMove(name === move ? null : name);
                }}
              >
                {moveWords[name]}
              </button>
            ))}
          </div>
          {move && (
            <MoveForm key={`${move} ${found.version}`} move={move} subject={found} onDone={finish} onReload={load} />
          )}
        </div>
      )}
      <h3>办理经过</h3>
      <ol className="steps">
        {found.events.map((event) => (
          <li key={`${event.at} ${event.what}`}>
            <time dateTime={event.at}>{formatInstant(event.at)}</time>
            <span>
              {event.what}
              <small>{[event.who, event.note].filter(Boolean).join('：')}</small>
            </span>
          </li>
        ))}
      </ol>
      <Markup html={windowReason(found.window)} />
    </article>
  );
}
