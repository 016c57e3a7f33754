// One comment: its window, its words, what happened to it, and what this clerk may do now.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Case } from '../../api/contract/queue.ts';
import { cleanText } from '../../api/contract/text.ts';
import type { MoveName } from '../../api/contract/words.ts';
import { classificationWords, kindWords, moveWords, sampleWord, stateWords } from '../../api/contract/words.ts';
import { formatInstant } from '../../api/domain/window-words.ts';
import { windowReason, workingDayStrip } from '../../api/views/window.ts';
import { api, ask } from '../lib/api.ts';
import { dropDraft, listDrafts, readDraft } from '../lib/drafts.ts';
import { writePlace } from '../lib/queue-place.ts';
import { ContactView } from './ContactView.tsx';
import { GoneCase } from './GoneCase.tsx';
import { Markup } from './Markup.tsx';
import { MoveForm } from './MoveForm.tsx';
import { UnsentTexts } from './UnsentTexts.tsx';

interface CasePanelProps {
  receiptCode: string;
  /** Address of the list that the comment was opened from. */
  backToList: string;
  onChanged: () => Promise<void>;
  /** The comment is not this clerk's any more; the list says why. */
  onLeft: (notice: string) => void;
  onSessionEnded: () => void;
}

/** The way to another comment. */
function CaseLink({ receiptCode }: { receiptCode: string }) {
  return (
    <a className="code" href={writePlace({ list: 'open', receiptCode })}>
      {receiptCode}
    </a>
  );
}

/** Characters of question and answer together from which the moves lie far below, and a way there is shown. */
const longText = 400;

export function CasePanel({ receiptCode, backToList, onChanged, onLeft, onSessionEnded }: CasePanelProps) {
  const [found, setFound] = useState<Case | null>(null);
  const [isGone, setIsGone] = useState(false);
  const [problem, setProblem] = useState('');
  /** The form that is open; it takes the focus when the clerk opened it, not when a draft did. */
  const [form, setForm] = useState<{ move: MoveName; takesFocus: boolean } | null>(null);
  const [done, setDone] = useState({ words: '' });
  const title = useRef<HTMLHeadingElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const moves = useRef<HTMLDivElement>(null);

  const load = useCallback(async (): Promise<Case | null> => {
    const answer = await ask(api.queue[':receiptCode'].$get({ param: { receiptCode } }));
    if (answer.ok) {
      setFound(answer.data);
      setProblem('');
      return answer.data;
    }
    if (answer.problem.code === 'not-signed-in') onSessionEnded();
    else if (answer.problem.code === 'not-found') setIsGone(true);
    else setProblem(`${answer.problem.title}。${answer.problem.detail}`);
    return null;
  }, [receiptCode, onSessionEnded]);

  useEffect(() => {
    void load().then((read) => {
      const move = listDrafts(receiptCode).find((name) => read?.moves.includes(name));
      if (move) setForm({ move, takesFocus: false });
    });
  }, [load, receiptCode]);

  useEffect(() => {
    if (found?.receiptCode) title.current?.focus();
  }, [found?.receiptCode]);

  useEffect(() => {
    if (done.words) status.current?.focus();
  }, [done]);

  const say = (words: string) => setDone({ words });

  const closeForm = (move: MoveName) => {
    setForm(null);
    moves.current?.querySelector<HTMLElement>(`[data-move="${move}"]`)?.focus();
  };

  const finish = async (move: MoveName, after: Case | null) => {
    setForm(null);
    if (after) {
      setFound(after);
      say(`已${moveWords[move]}。`);
    } else onLeft(`已${moveWords[move]} ${receiptCode}「${found?.title}」，它不再列在您这里。`);
    await onChanged();
  };

  /** After somebody else was faster: shows how it stands, and keeps what was typed. */
  const refresh = async (move: MoveName) => {
    const [read] = await Promise.all([load(), onChanged()]);
    if (!read) return;
    // The answer to an earlier sending was lost on the way, but the sending was not.
    const typed = readDraft(receiptCode, move).text;
    if (move === 'reply' && typed && read.reply?.text === cleanText(typed)) {
      dropDraft(receiptCode, move);
      setForm(null);
      say('您的答复已经发出，不用再发。');
    } else if (read.moves.includes(move)) say('已刷新。您填写的内容还在，请看过最新情况再办理。');
    else {
      setForm(null);
      say(`已刷新。现在不能再办理「${moveWords[move]}」了，您填写的内容还在下面，可以复制。`);
    }
  };

  const leaveGone = () => {
    setIsGone(true);
    void onChanged();
  };

  if (isGone) return <GoneCase receiptCode={receiptCode} title={found?.title ?? null} backToList={backToList} />;
  if (problem && !found) {
    return (
      <>
        <p role="alert">{problem}</p>
        <p className="button-row">
          <button type="button" className="button" onClick={() => void load()}>
            再试一次
          </button>
          <a href={backToList}>回到列表</a>
        </p>
      </>
    );
  }
  if (!found) return <p role="status">正在读取…</p>;
  const isLong = found.text.length + (found.reply?.text.length ?? 0) > longText;
  const drafts = listDrafts(receiptCode);
  return (
    <article aria-labelledby="case-title">
      <p className="back">
        <a href={backToList}>‹ 回到列表</a>
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
      {isLong && found.moves.length > 0 && (
        <p>
          <button type="button" className="link" onClick={() => moves.current?.focus()}>
            跳到办理
          </button>
        </p>
      )}
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
          {found.mayBePublished ? '留言人同意公开' : '留言人不同意公开，或已收回同意'}
          {found.isPublished && '，已选登'}
        </dd>
        {(found.follows || found.followUps.length > 0) && (
          <>
            <dt>追问</dt>
            <dd>
              {found.follows && (
                <>
                  追问 <CaseLink receiptCode={found.follows} />
                </>
              )}
              {found.followUps.map((followUp) => (
                <span key={followUp}>
                  {' '}
                  被 <CaseLink receiptCode={followUp} /> 追问
                </span>
              ))}
            </dd>
          </>
        )}
        {found.rating && (
          <>
            <dt>评价</dt>
            <dd>
              解决程度 {found.rating.solved}，办理时间 {found.rating.speed}，办理态度 {found.rating.manner}（满分 5）
            </dd>
          </>
        )}
        <dt>联系方式</dt>
        <dd>
          <ContactView subject={found} onViewed={load} onSessionEnded={onSessionEnded} />
        </dd>
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
      {found.dispute && (
        <section className="dispute" aria-labelledby="dispute-title">
          <h3 id="dispute-title">留言人认为答非所问</h3>
          <p className="words">{found.dispute.text}</p>
          <p className="meta">
            <time dateTime={found.dispute.at}>{formatInstant(found.dispute.at)}</time>
          </p>
        </section>
      )}
      <p role="status" className="done" tabIndex={-1} ref={status}>
        {done.words}
      </p>
      {problem && <p role="alert">{problem}</p>}
      <UnsentTexts receiptCode={receiptCode} moves={found.moves} />
      {found.moves.length > 0 && (
        <section className="moves" aria-labelledby="moves-title" tabIndex={-1} ref={moves}>
          <h3 id="moves-title">办理</h3>
          <div className="move-buttons">
            {found.moves.map((name) => (
              <button
                key={name}
                type="button"
                data-move={name}
                className={name === form?.move ? 'button' : 'button secondary'}
                aria-expanded={name === form?.move}
                onClick={() => {
                  say('');
                  if (name === form?.move) closeForm(name);
                  else setForm({ move: name, takesFocus: true });
                }}
              >
                {moveWords[name]}
                {name !== form?.move && drafts.includes(name) && <small>有未发出的内容</small>}
              </button>
            ))}
          </div>
          {form && (
            <MoveForm
              key={form.move}
              move={form.move}
              takesFocus={form.takesFocus}
              subject={found}
              onDone={finish}
              onClose={() => closeForm(form.move)}
              onRefresh={() => refresh(form.move)}
              onGone={leaveGone}
              onSessionEnded={onSessionEnded}
            />
          )}
        </section>
      )}
      <h3>办理经过</h3>
      <ol className="steps">
        {found.events.map((event, index) => (
          <li key={`${index} ${event.at}`}>
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
