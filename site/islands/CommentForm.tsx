// The form: checked while it is filled in by the API's own schema; without script the same form posts to the server.
import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { type FieldErrors, useForm } from 'react-hook-form';
import {
  type CommentField,
  commentFields,
  commentLimits,
  type NewCommentInput,
  newCommentSchema,
} from '../../api/contract/comment.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { countCharacters } from '../../api/contract/text.ts';
import { type Kind, kindWords } from '../../api/contract/words.ts';
import { api, ask } from '../lib/api.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Choice, Field } from './Field.tsx';

const kindHints: Record<Kind, string> = {
  question: '想知道某件事怎么办、办到哪一步',
  suggestion: '有更好的做法',
  complaint: '该办的没办或没办好',
  help: '遇到困难，需要帮助',
};

const isField = (name: string): name is CommentField => commentFields.some((field) => field === name);

function listErrors(errors: FieldErrors<NewCommentInput>) {
  return commentFields.flatMap((field) => {
    const message = errors[field]?.message;
    return message ? [{ field, message }] : [];
  });
}

export default function CommentForm() {
  // No default values: the fields keep what the server filled in and what was typed before this script came.
  const form = useForm<NewCommentInput>({
    resolver: zodResolver(newCommentSchema, undefined, { raw: true }),
    shouldFocusError: false,
  });
  const { register, handleSubmit, setError, watch, formState } = form;
  const [problem, setProblem] = useState<Problem | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const errors = listErrors(formState.errors);
  const showsSummary = problem !== null || (formState.isSubmitted && errors.length > 0);
  const failedSends = formState.submitCount;

  useEffect(() => {
    if (showsSummary && !formState.isSubmitting) summary.current?.focus();
    if (showsSummary) document.title = `错误：${document.title.replace(/^错误：/u, '')}`;
  }, [failedSends, formState.isSubmitting, problem]);

  const send = async (comment: NewCommentInput) => {
    setProblem(null);
    const answer = await ask(api.comments.$post({ json: comment }));
    if (answer.ok) {
      // A page of its own, which survives a reload and the way back; the form is not behind it any more.
      location.replace('/follow/receipt/');
      return;
    }
    setProblem(answer.problem);
    for (const { field, message } of answer.problem.errors ?? []) {
      if (isField(field)) setError(field, { message });
    }
  };

  const errorOf = (field: CommentField) => formState.errors[field]?.message;
  const describe = (field: CommentField, hasHint = false) => ({
    id: field,
    'aria-invalid': errorOf(field) ? (true as const) : undefined,
    'aria-describedby': `${hasHint ? `${field}-hint ` : ''}${field}-error`,
  });
  const typed = countCharacters(watch('text') ?? '');

  return (
    <form method="post" action="/ask/" noValidate onSubmit={handleSubmit(send, () => setProblem(null))}>
      <ErrorSummary
        ref={summary}
        isShown={showsSummary}
        title={problem?.title ?? '有几处需要改一下'}
        detail={problem?.detail ?? '已填写的内容都还在。'}
        errors={errors}
      />
      <input type="hidden" {...register('about')} />
      <input type="hidden" {...register('key')} />
      <Field field="kind" label="这是哪一类留言？" error={errorOf('kind')} isGroup>
        <div className="choices">
          {(Object.keys(kindWords) as Kind[]).map((kind) => (
            <Choice key={kind} label={kindWords[kind]} hint={kindHints[kind]} value={kind} {...register('kind')} />
          ))}
        </div>
      </Field>
      <Field
        field="title"
        label="标题"
        hint={`一句话说明，不超过 ${commentLimits.title} 个字`}
        error={errorOf('title')}
      >
        <input type="text" {...describe('title', true)} {...register('title')} />
      </Field>
      <Field
        field="text"
        label="您想问什么？"
        hint={`一事一问，${commentLimits.textMin} 到 ${commentLimits.text} 个字。请不要写身份证号、银行卡号。`}
        error={errorOf('text')}
      >
        <textarea rows={8} {...describe('text', true)} {...register('text')} />
        {typed > 0 && (
          <p className="hint" id="text-count">
            {typed > commentLimits.text
              ? `多了 ${typed - commentLimits.text} 个字`
              : `还可以写 ${commentLimits.text - typed} 个字`}
          </p>
        )}
      </Field>
      <Field field="name" label="怎么称呼您（可不填）" hint="可以用化名，不会公开" error={errorOf('name')}>
        <input type="text" autoComplete="name" {...describe('name', true)} {...register('name')} />
      </Field>
      <Field
        field="contact"
        label="手机、电话或邮箱（可不填）"
        hint="只在需要核实情况时联系您，不会公开"
        error={errorOf('contact')}
      >
        <input type="text" autoComplete="tel" {...describe('contact', true)} {...register('contact')} />
      </Field>
      <Field
        field="publish"
        label="答复后可以公开这件留言吗？"
        hint="公开的只有问题和答复，不含称呼和联系方式。是否公开都会答复。"
        error={errorOf('publish')}
        isGroup
      >
        <div className="choices">
          <Choice label="可以公开" hint="别人遇到同样的事也能看到" value="yes" {...register('publish')} />
          <Choice label="不要公开" hint="只有我凭查询码看得到" value="no" {...register('publish')} />
        </div>
      </Field>
      <button type="submit" className="button" aria-disabled={formState.isSubmitting}>
        {formState.isSubmitting ? '正在提交…' : '提交留言'}
      </button>
    </form>
  );
}
