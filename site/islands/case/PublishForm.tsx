// 选登: the desk redacts personal data by hand and sees the exact public text before it publishes.
import { useEffect, useRef, useState } from 'react';
import type { Blackout } from '../../../api/contract/queue.ts';
import { publicPartSchema } from '../../../api/contract/words.ts';
import { blackOut, isCovered, removeRange } from '../../../api/domain/privacy/publication.ts';
import { mergeBlackouts } from '../../../api/life/blackouts.ts';
import { formOf } from '../../../api/life/words.ts';
import { isComposing } from '../../lib/composing.ts';
import { type Publication, readPublication, savePublication } from '../../lib/drafts.ts';
import { listProposals, type Proposal } from '../../lib/personal-proposals.ts';
import { BlackoutList } from './BlackoutList.tsx';
import { BlackoutProposals, proposalField } from './BlackoutProposals.tsx';
import { BlackoutText } from './BlackoutText.tsx';
import { LastBlackouts } from './LastBlackouts.tsx';
import { MoveProblemNotice } from './MoveProblemNotice.tsx';
import { PublicFilesField } from './PublicFilesField.tsx';
import { PublicPreview } from './PublicPreview.tsx';
import { type MoveFormProps, useMove } from './use-move.ts';

/** The clerk's choices. Every change is saved as a draft. */
function usePublication(subject: MoveFormProps<'publish'>['subject']) {
  const { receiptCode, reply, lastBlackouts } = subject;
  const [chosen, setChosen] = useState<Publication>(() => readPublication(receiptCode, reply?.at ?? '', lastBlackouts));
  const change = (part: Partial<Publication>) => {
    const next = { ...chosen, ...part };
    setChosen(next);
    savePublication(receiptCode, next, lastBlackouts);
  };
  const { blackouts, cleared } = chosen;
  const redactAll = (ranges: Blackout[]) => change({ blackouts: mergeBlackouts([...blackouts, ...ranges]) });
  const redact = (range: Blackout) => redactAll([range]);
  const removeRedaction = (range: Blackout) => change({ blackouts: removeRange(blackouts, range) });
  return {
    chosen,
    change,
    redact,
    redactAll,
    removeRedaction,
    /** A second click undoes the first. A proposal is redacted, dismissed or still open. */
    redactProposal: ({ range, key }: Proposal) =>
      isCovered(blackouts, range)
        ? removeRedaction(range)
        : change({
            blackouts: mergeBlackouts([...blackouts, range]),
            cleared: cleared.filter((other) => other !== key),
          }),
    clearProposal: ({ range, key }: Proposal) =>
      cleared.includes(key)
        ? change({ cleared: cleared.filter((other) => other !== key) })
        : change({ blackouts: removeRange(blackouts, range), cleared: [...cleared, key] }),
  };
}

const openWords = (count: number) =>
  count === 0
    ? '自动找到的每一处都选定了，可以选登'
    : `还有 ${count} 处可能的个人信息没有处理，请先选定「涂黑」或「不是个人信息」`;

export function PublishForm(props: MoveFormProps<'publish'>) {
  const { takesFocus, subject, onClose } = props;
  const { problem, setProblem, send, refresh } = useMove(props);
  const { chosen, change, redact, redactAll, removeRedaction, redactProposal, clearProposal } = usePublication(subject);
  const [isSending, setIsSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const words = { title: subject.title, text: subject.text, reply: subject.reply?.text ?? '' };
  const { blackouts, cleared, files } = chosen;
  const proposals = listProposals(words);
  const open = proposals.filter(({ key, range }) => !cleared.includes(key) && !isCovered(blackouts, range));

  useEffect(() => {
    if (takesFocus) form.current?.focus();
  }, [takesFocus]);

  const submit = async () => {
    // Ignore the second click of a double click.
    if (isSending) return;
    if (open.length > 0) {
      return setProblem({ title: openWords(open.length), detail: '' });
    }
    setIsSending(true);
    await send({ move: 'publish', files, blackouts });
    setIsSending(false);
  };
  const isRefusedHere = problem !== null && problem.status === undefined;
  const errors = isRefusedHere
    ? open.map(({ key, name }) => ({ field: proposalField(key), message: name }))
    : (problem?.errors ?? []);

  return (
    <form
      className="move-form publish-form"
      aria-label="选登"
      tabIndex={-1}
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={({ key, nativeEvent }) => {
        if (key === 'Escape' && !isComposing(nativeEvent)) onClose();
      }}
    >
      <MoveProblemNotice
        problem={problem}
        title={isRefusedHere ? openWords(open.length) : undefined}
        errors={errors}
        onRefresh={refresh}
      />
      <p className="hint">{formOf('publish').explanation(subject)}</p>
      <LastBlackouts last={subject.lastBlackouts} blackouts={blackouts} onRedact={redactAll} />
      <section aria-labelledby="proposals-title">
        <h3 id="proposals-title">可能的个人信息</h3>
        <BlackoutProposals
          proposals={proposals}
          blackouts={blackouts}
          cleared={cleared}
          onRedact={redactProposal}
          onClear={clearProposal}
        />
      </section>
      <section aria-labelledby="by-hand-title">
        <h3 id="by-hand-title">自己选文字涂黑</h3>
        <p className="hint" id="publish-how">
          用鼠标拖选；或把光标移进文字框，按方向键移动，按住 Shift 和方向键选中，再按 Tab 键到「涂黑选中的文字」。
        </p>
        {publicPartSchema.options.map((part) => (
          <BlackoutText key={part} part={part} text={words[part]} onRedact={redact} />
        ))}
      </section>
      <BlackoutList blackouts={blackouts} words={words} onRemove={removeRedaction} />
      <PublicFilesField attachments={subject.attachments} files={files} onChange={(next) => change({ files: next })} />
      <PublicPreview shown={blackOut(words, blackouts)} subject={subject} files={files} />
      <p className="button-row">
        <button type="submit" className="button" aria-disabled={isSending}>
          {isSending ? '正在办理…' : '选登'}
        </button>
        <button type="button" className="link" onClick={onClose}>
          收起，内容保留
        </button>
      </p>
    </form>
  );
}
