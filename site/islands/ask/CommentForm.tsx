// The comment form: validates with the API's own schema, shows a preview, then sends. Without script the same form
// posts to the server.
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import type { FieldErrors } from 'react-hook-form';
import { type NewComment, newCommentSchema } from '../../../api/contract/comment.ts';
import { choiceFields, commentFields, draftFields, isCommentField } from '../../../api/contract/comment-fields.ts';
import { recordOf } from '../../../api/contract/form-field.ts';
import type { Problem } from '../../../api/contract/problem.ts';
import { dropCommentDraft, readCommentDraft, saveCommentDraft, typedDraftFields } from '../../lib/comment-draft.ts';
import { makeProof } from '../../lib/proof.ts';
import { sendComment } from '../../lib/send-comment.ts';
import { ErrorSummary } from '../shared/ErrorSummary.tsx';
import { useHistoryStep } from '../shared/use-history-step.ts';
import { useShownForm } from '../shared/use-shown-form.ts';
import { CommentFields, type Typed } from './CommentFields.tsx';
import { CommentPreview } from './CommentPreview.tsx';
import { FilesField } from './FilesField.tsx';

function listErrors(errors: FieldErrors<Typed>) {
  return commentFields.flatMap((field) => {
    const message = errors[field]?.message;
    return message ? [{ field: field as string, message }] : [];
  });
}

/** The comment being followed up, from the address. Its draft is stored separately. */
const followed = () => new URLSearchParams(location.search).get('follows');

/** Reads what was selected before this script loaded; empty during server rendering. */
function readChosen(): Partial<Typed> {
  if (typeof document === 'undefined') return {};
  const boxes = choiceFields.flatMap((field) => {
    const box = document.querySelector<HTMLInputElement>(`input[name="${field}"]:checked`);
    return box ? [[field, box.value]] : [];
  });
  return newCommentSchema.exactPartial().safeParse(Object.fromEntries(boxes)).data ?? {};
}

/** A browser that fills in the hidden trap by itself makes no machine of its user. */
const trap = ['homepage'];

/** A notice beside a restored draft, with a button to discard it. */
type DraftNotice = 'none' | 'kept' | 'restored';

export default function CommentForm() {
  // Without default values, fields keep what the server filled in and what was typed before this script loaded. Radio
  // buttons need one: the form library registers them one by one and would read the first, unselected one as the value.
  const [chosen] = useState(readChosen);
  const { form, shown, takeShown } = useShownForm<Typed>(
    {
      resolver: zodResolver(newCommentSchema, undefined, { raw: true }),
      defaultValues: chosen,
      shouldFocusError: false,
    },
    { unseen: trap },
  );
  const { handleSubmit, setError, getValues, setValue, formState } = form;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [filesProblem, setFilesProblem] = useState<string>();
  const [files, setFiles] = useState<File[]>([]);
  const filesWork = useRef(Promise.resolve<File[]>([]));
  /** The comment as it will be sent, during the preview. */
  const [preview, setPreview] = useState<NewComment | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [draft, setDraft] = useState<DraftNotice>('none');
  const [hasScript, setHasScript] = useState(false);
  const proof = useRef<Promise<string | undefined>>(Promise.resolve(undefined));
  /** For the history, which asks between two renderings. */
  const sending = useRef(false);
  const isDone = useRef(false);
  const summary = useRef<HTMLDivElement>(null);
  const errors = listErrors(formState.errors);
  if (filesProblem) errors.push({ field: 'files', message: filesProblem });
  const showsSummary = problem !== null || (preview === null && formState.isSubmitted && errors.length > 0);
  const failedSends = formState.submitCount;

  useEffect(() => {
    setHasScript(true);
    takeShown();
    const kept = readCommentDraft(getValues('about'), followed());
    if (!kept || typedDraftFields.some((field) => getValues(field))) return;
    for (const field of draftFields) {
      // A follow-up keeps its key, by which the server recognises the form.
      if (kept[field] !== undefined && !(field === 'key' && followed())) setValue(field, kept[field]);
    }
    setDraft('restored');
  }, [getValues, setValue, takeShown]);

  useEffect(() => {
    if (showsSummary && !formState.isSubmitting) summary.current?.focus();
    if (showsSummary) document.title = `错误：${document.title.replace(/^错误：/u, '')}`;
  }, [failedSends, formState.isSubmitting, problem]);

  const saveDraft = () => {
    const typed = recordOf(draftFields, (field) => getValues(field) ?? undefined);
    const isKept = saveCommentDraft(getValues('about'), followed(), typed);
    setDraft((before) => (!isKept || before === 'restored' ? before : 'kept'));
  };

  const clearDraft = () => {
    dropCommentDraft(getValues('about'), followed());
    for (const field of typedDraftFields) setValue(field, '');
    setDraft('none');
    document.querySelector<HTMLElement>(`#${typedDraftFields[0]}`)?.focus();
  };

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
    const answer = await sendComment(comment, evidence, await filesWork.current);
    if (answer.ok) {
      dropCommentDraft(comment.about, followed());
      isDone.current = true;
      await step.leave();
      // The receipt has its own page, which survives reload and back. The form is gone from the history.
      location.replace('/follow/receipt/');
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
    }
  };

  const clearButton = (
    <button type="button" className="link" onClick={clearDraft}>
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
        {...shown}
        method="post"
        action="/ask/"
        noValidate
        hidden={preview !== null}
        onSubmit={submit}
        onChange={saveDraft}
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
        {draft !== 'none' && (
          <p className="quiet draft" role="status">
            {draft === 'kept' ? '标题和内容暂存在这台设备上，提交后自动清除。' : '已恢复上次没有提交的标题和内容。'}
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
