// The comment form: validates with the API's own schema, shows a preview, then sends. Without script the same form
// posts to the server.
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import type { FieldErrors } from 'react-hook-form';
import { caseAddress } from '../../../api/contract/case-address.ts';
import { type NewComment, newCommentSchema } from '../../../api/contract/comment.ts';
import { choiceFields, commentFields, isCommentField } from '../../../api/contract/comment-fields.ts';
import type { Problem } from '../../../api/contract/problem.ts';
import { askFormId } from '../../fragments/ask.ts';
import { makeProof } from '../../lib/proof.ts';
import { askForTrackingCode, readFollowUp, sendComment } from '../../lib/send-comment.ts';
import { ErrorSummary } from '../shared/ErrorSummary.tsx';
import { useHistoryStep } from '../shared/use-history-step.ts';
import { useShownForm } from '../shared/use-shown-form.ts';
import { CommentFields, type Typed } from './CommentFields.tsx';
import { CommentPreview } from './CommentPreview.tsx';
import { FilesField } from './FilesField.tsx';
import { useCommentDraft } from './use-comment-draft.ts';

function listErrors(errors: FieldErrors<Typed>) {
  return commentFields.flatMap((field) => {
    const message = errors[field]?.message;
    return message ? [{ field: field as string, message }] : [];
  });
}

/** Reads what was selected before this script loaded; empty during server rendering. */
function readChosen(): Partial<Typed> {
  if (typeof document === 'undefined') return {};
  const boxes = choiceFields.flatMap((field) => {
    const box = document.querySelector<HTMLInputElement>(`input[name="${field}"]:checked`);
    return box ? [[field, box.value]] : [];
  });
  return newCommentSchema.exactPartial().safeParse(Object.fromEntries(boxes)).data ?? {};
}

const resolve = zodResolver(newCommentSchema, undefined, { raw: true });

/** The form library holds null for a group of radio buttons of which none is chosen. */
const withoutUnchosen = (typed: Typed): Typed => {
  const { kind, ...others } = typed;
  return kind ? typed : others;
};

/** A browser that fills in the hidden trap by itself makes no machine of its user. */
const trap = ['homepage'];

export default function CommentForm() {
  // Without default values, fields keep what the server filled in and what was typed before this script loaded. Radio
  // buttons need one: the form library registers them one by one and would read the first, unselected one as the value.
  const [chosen] = useState(readChosen);
  const { form, shown, takeShown } = useShownForm<Typed>(
    {
      resolver: (typed, context, options) => resolve(withoutUnchosen(typed), context, options),
      defaultValues: chosen,
      shouldFocusError: false,
    },
    { unseen: trap },
  );
  const { handleSubmit, setError, getValues, formState } = form;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [filesProblem, setFilesProblem] = useState<string>();
  const [files, setFiles] = useState<File[]>([]);
  const filesWork = useRef(Promise.resolve<File[]>([]));
  /** The comment as it will be sent, during the preview. */
  const [preview, setPreview] = useState<NewComment | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [hasScript, setHasScript] = useState(false);
  const proof = useRef<Promise<string | undefined>>(Promise.resolve(undefined));
  /** For the history, which asks between two renderings. */
  const sending = useRef(false);
  const isDone = useRef(false);
  const summary = useRef<HTMLDivElement>(null);
  const errors = listErrors(formState.errors);
  errors.push(...(problem?.errors ?? []).filter(({ field }) => field === 'trackingCode'));
  if (filesProblem) errors.push({ field: 'files', message: filesProblem });
  const showsSummary = problem !== null || (preview === null && formState.isSubmitted && errors.length > 0);
  const failedSends = formState.submitCount;

  useEffect(() => {
    setHasScript(true);
    takeShown();
  }, [takeShown]);
  // After the form has read the page: the draft's name is its key.
  const draft = useCommentDraft(form);

  useEffect(() => {
    if (showsSummary && !formState.isSubmitting) summary.current?.focus();
  }, [failedSends, formState.isSubmitting, problem]);

  const showPreview = (typed: Typed) => {
    setProblem(null);
    if (filesProblem) return void step.leave();
    proof.current = makeProof();
    setPreview(newCommentSchema.parse(typed));
    step.enter();
  };
  const submit = handleSubmit(showPreview, () => {
    setProblem(null);
    // Forward, to a preview of what is no longer complete.
    void step.leave();
  });

  /** Back in the history leaves the preview, Forward opens it again; neither interrupts a send. */
  const step = useHistoryStep('preview', (isIn) => {
    if (isDone.current || isIn === (preview !== null)) return;
    if (sending.current) return history.forward();
    if (isIn) return void submit();
    setProblem(null);
    setPreview(null);
  });

  const goBack = () => {
    if (!isSending) void step.leave();
  };

  const send = async (comment: NewComment) => {
    if (isSending) return; // ignore the second click of a double click
    sending.current = true;
    setIsSending(true);
    setProblem(null);
    const evidence = { homepage: getValues('homepage'), proof: await proof.current };
    const answer = await sendComment(comment, evidence, await filesWork.current, readFollowUp());
    if (answer.ok) {
      draft.drop();
      isDone.current = true;
      await step.leave();
      // The receipt has its own page, which survives reload and back. The form is gone from the history.
      location.replace(caseAddress('/follow/receipt/', answer.data.receiptCode));
      return;
    }
    sending.current = false;
    setIsSending(false);
    const found = answer.problem.errors ?? [];
    if (found.length > 0) await step.leave();
    setProblem(answer.problem);
    if (found.length > 0) setPreview(null);
    for (const { field, message } of found) {
      if (isCommentField(field)) setError(field, { message });
      else if (field === 'files') setFilesProblem(message);
      else if (field === 'trackingCode') askForTrackingCode(message);
    }
  };

  const clearButton = (
    <button type="button" className="link" onClick={draft.clear}>
      清空草稿
    </button>
  );
  return (
    <>
      <ErrorSummary
        ref={summary}
        isShown={showsSummary}
        title={problem?.title ?? '有几处需要改一下'}
        detail={problem?.detail ?? '已填写的内容都还在。'}
        errors={preview ? [] : errors}
      />
      {/* Kept while the preview is shown: going back finds every word. */}
      <form
        id={askFormId}
        {...shown}
        method="post"
        action="/ask/"
        noValidate
        hidden={preview !== null}
        onSubmit={submit}
        onChange={draft.save}
      >
        <CommentFields form={form} errors={formState.errors} />
        <FilesField
          files={files}
          error={filesProblem}
          hasScript={hasScript}
          work={filesWork}
          onFiles={(kept) => {
            setFiles(kept);
            setFilesProblem(undefined);
          }}
        />
        <button type="submit" className="button" name="step" value="preview" aria-disabled={formState.isSubmitting}>
          下一步：预览
        </button>
        {/* Under the fields, which must not move under anybody's fingers. */}
        {draft.notice !== 'none' && (
          <p className="quiet draft" role="status">
            {draft.notice === 'kept'
              ? '标题和内容暂存在这台设备上，提交后自动清除。'
              : '已恢复上次没有提交的标题和内容。'}
            {draft.others > 0 && `另外还有${draft.others}份没有提交的草稿，提交或清空这一份后，再打开本页就能看到。`}
            {clearButton}
          </p>
        )}
      </form>
      {preview && (
        <CommentPreview
          comment={preview}
          files={files}
          isSending={isSending}
          isUnsent={problem !== null}
          onSend={() => void send(preview)}
          onBack={goBack}
        />
      )}
    </>
  );
}
