// One comment: its window, its text, its history and the clerk's moves.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Step } from '../../../api/contract/problem.ts';
import { cleanText } from '../../../api/contract/text.ts';
import {
  classificationWords,
  heldWord,
  helpingWord,
  kindWords,
  stateWords,
  urgedWord,
} from '../../../api/contract/words.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import type { MoveName } from '../../../api/life/life.ts';
import type { Case } from '../../../api/life/requests.ts';
import { doneWords, moveWord } from '../../../api/life/words.ts';
import { windowReason, workingDayStrip } from '../../fragments/window.ts';
import { api, ask } from '../../lib/api.ts';
import { dropDraft, listDrafts, readDraft, textOf } from '../../lib/drafts.ts';
import { afterPress } from '../../lib/press.ts';
import { Markup } from '../shared/Markup.tsx';
import { SampleMark } from '../shared/SampleMark.tsx';
import { AdviceSection } from './AdviceSection.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { CaseNotices } from './CaseNotices.tsx';
import { Changes } from './Changes.tsx';
import { DraftSection } from './DraftSection.tsx';
import { FormOfMove } from './FormOfMove.tsx';
import { GoneCase } from './GoneCase.tsx';
import { OthersHere } from './OthersHere.tsx';
import { PrintedHead, PrintedSignatures } from './PrintedHead.tsx';
import { UnsentTexts } from './UnsentTexts.tsx';

interface CasePanelProps {
  receiptCode: string;
  /** Name of the office, for the head of the printed slip. */
  office: string;
  /** Address of the list that the comment was opened from. */
  backToList: string;
  /** A counter that increases whenever somebody changes this comment. */
  news: number;
  onChanged: () => Promise<void>;
  /** Called when the clerk loses access to the comment; the list explains why. */
  onLeft: (notice: string) => void;
  onSessionEnded: () => void;
}

/** Length of question and reply together, in characters, from which a link to the moves below appears. */
const longText = 400;

const isInReview = ({ draft }: Case): boolean => draft?.isInReview === true;

export function CasePanel(props: CasePanelProps) {
  const { receiptCode, office, backToList, news, onChanged, onLeft, onSessionEnded } = props;
  const [found, setFound] = useState<Case | null>(null);
  const [isGone, setIsGone] = useState(false);
  const [problem, setProblem] = useState('');
  /** The open form. It takes the focus if the clerk opened it, but not if a draft did. */
  const [form, setForm] = useState<{ move: MoveName; takesFocus: boolean } | null>(null);
  const [done, setDone] = useState({ words: '' });
  /** Changes by others while a form was open, shown beside the unchanged form. */
  const [changes, setChanges] = useState<Step[]>([]);
  const title = useRef<HTMLHeadingElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const moves = useRef<HTMLDivElement>(null);

  const load = useCallback(
    async (by: 'clerk' | 'clock' = 'clerk'): Promise<Case | null> => {
      const answer = await ask(api.queue[':receiptCode'].$get({ param: { receiptCode } }));
      if (by === 'clock') await afterPress();
      if (answer.ok) {
        setFound(answer.data);
        setChanges([]);
        setProblem('');
        return answer.data;
      }
      if (answer.problem.code === 'not-signed-in') onSessionEnded();
      else if (answer.problem.code === 'not-found') setIsGone(true);
      else setProblem(`${answer.problem.title}。${answer.problem.detail}`);
      return null;
    },
    [receiptCode, onSessionEnded],
  );

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

  const seenNews = useRef(news);
  useEffect(() => {
    if (news === seenNews.current) return;
    seenNews.current = news;
    if (!form) return void load('clock');
    void ask(api.queue[':receiptCode'].$get({ param: { receiptCode } })).then(async (answer) => {
      await afterPress();
      if (answer.ok) setChanges(answer.data.events.slice(found?.version));
      else if (answer.problem.code === 'not-found')
        setProblem('这件留言刚刚转走了，不再由您这里办理。您写的内容还在，可以复制。');
    });
  }, [news, form, load, receiptCode, found?.version]);

  const showDone = (words: string) => setDone({ words });

  const closeForm = (move: MoveName) => {
    setForm(null);
    moves.current?.querySelector<HTMLElement>(`[data-move="${move}"]`)?.focus();
  };

  const finishMove = async (move: MoveName, after: Case | null) => {
    setForm(null);
    if (after) {
      setFound(after);
      showDone(doneWords(move, isInReview(after)));
    } else onLeft(`已${moveWord(move)} ${receiptCode}「${found?.title}」，它不再列在您这里。`);
    await onChanged();
  };

  /** After a conflict: loads the current state and keeps what was typed. */
  const refresh = async (move: MoveName) => {
    const [read] = await Promise.all([load(), onChanged()]);
    if (!read) return;
    // The move was made, but the response to its request was lost.
    const typed = textOf(readDraft(receiptCode, move)['text']);
    const savedText = read.draft ? read.draft.isInReview && read.draft.text : read.reply?.text;
    if (move === 'reply' && typed && savedText === cleanText(typed)) {
      dropDraft(receiptCode, move);
      setForm(null);
      showDone(read.draft ? doneWords(move, isInReview(read)) : '您的答复已经发出，不用再发。');
    } else if (read.moves.includes(move)) showDone('已刷新。您填写的内容还在，请看过最新情况再办理。');
    else {
      setForm(null);
      showDone(`已刷新。现在不能再办理「${moveWord(move)}」了，您填写的内容还在下面，可以复制。`);
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
      <p className="back button-row no-print">
        <a href={backToList}>‹ 回到列表</a>
        <button type="button" className="link" onClick={() => print()}>
          打印交办单
        </button>
      </p>
      <PrintedHead subject={found} office={office} />
      <p className="meta">
        <span className="code">{found.receiptCode}</span>
        <span>{kindWords[found.kind]}</span>
        <span>{classificationWords[found.window.classification]}</span>
        <span className="state">{stateWords[found.state]}</span>
        {found.urgedAt && <span className="urged">{urgedWord}</span>}
        {found.heldBecause && <span className="held">{heldWord}</span>}
        {found.isHelping && <span className="helps">{helpingWord}</span>}
        <SampleMark isSample={found.isSample} />
      </p>
      <h2 id="case-title" tabIndex={-1} ref={title}>
        {found.title}
      </h2>
      <div className="no-print">
        <OthersHere receiptCode={receiptCode} />
      </div>
      {isLong && found.moves.length > 0 && (
        <p>
          <button type="button" className="link" onClick={() => moves.current?.focus()}>
            跳到办理
          </button>
        </p>
      )}
      <Markup html={workingDayStrip(found.window)} />
      <p className="words">{found.text}</p>
      <CaseNotices subject={found} />
      <CaseFacts subject={found} onViewed={() => load()} onSessionEnded={onSessionEnded} />
      {found.reply && (
        <section className="reply" aria-labelledby="reply-title">
          <h3 id="reply-title">答复</h3>
          <p className="words">{found.reply.text}</p>
          <p className="meta">
            <span>{found.reply.unit}</span>
            <time dateTime={found.reply.firstAt}>{formatInstant(found.reply.firstAt)}</time>
            {found.reply.at !== found.reply.firstAt && (
              <span>
                <time dateTime={found.reply.at}>{formatInstant(found.reply.at)}</time> 更正
              </span>
            )}
          </p>
        </section>
      )}
      {found.dispute && (
        <section className="dispute" aria-labelledby="dispute-title">
          <h3 id="dispute-title">
            留言人{found.state === 'disputed' ? '认为' : '曾认为'}
            {found.dispute.isOtherMatter ? '不是同一件事' : '答非所问'}
          </h3>
          <p className="words">{found.dispute.text}</p>
          <p className="meta">
            <time dateTime={found.dispute.at}>{formatInstant(found.dispute.at)}</time>
          </p>
        </section>
      )}
      <AdviceSection advice={found.advice} />
      <DraftSection draft={found.draft} reviewers={found.reviewers} />
      <p role="status" className="done" tabIndex={-1} ref={status}>
        {done.words}
      </p>
      {problem && <p role="alert">{problem}</p>}
      <div className="no-print">
        <UnsentTexts receiptCode={receiptCode} moves={found.moves} />
      </div>
      {found.moves.length > 0 && (
        <section className="moves no-print" aria-labelledby="moves-title" tabIndex={-1} ref={moves}>
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
                  showDone('');
                  if (name === form?.move) closeForm(name);
                  else setForm({ move: name, takesFocus: true });
                }}
              >
                {moveWord(name)}
                {name !== form?.move && drafts.includes(name) && <small>有未发出的内容</small>}
              </button>
            ))}
          </div>
          {changes.length > 0 && (
            <div className="note soon" role="status">
              您填写时，这件留言有变化：
              <Changes changes={changes} />
            </div>
          )}
          {form && (
            <FormOfMove
              // A publication's choices apply to one version of the reply only.
              key={`${form.move} ${found.reply?.at}`}
              move={form.move}
              takesFocus={form.takesFocus}
              subject={found}
              onDone={finishMove}
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
      <div className="no-print">
        <Markup html={windowReason(found.window)} />
      </div>
      <PrintedSignatures />
    </article>
  );
}
