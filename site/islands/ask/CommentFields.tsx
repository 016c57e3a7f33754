// The fields of the form in their order, as the server renders them and the resident fills them in.
import { useState } from 'react';
import type { FieldErrors, UseFormReturn } from 'react-hook-form';
import { type CommentField, commentLimits, type NewCommentInput } from '../../../api/contract/comment.ts';
import { type Kind, kindWords } from '../../../api/contract/words.ts';
import { Choice, Field } from '../shared/Field.tsx';
import { CharactersLeft } from './CharactersLeft.tsx';
import { OffersList } from './OffersList.tsx';

/** The words, and the field of the trap. */
export type Typed = NewCommentInput & { homepage?: string };

const kindHints: Record<Kind, string> = {
  question: '想知道某件事怎么办、办到哪一步',
  suggestion: '有更好的做法',
  complaint: '该办的没办或没办好',
  help: '遇到困难，需要帮助',
};

interface CommentFieldsProps {
  form: UseFormReturn<Typed>;
  errors: FieldErrors<Typed>;
}

export function CommentFields({ form, errors }: CommentFieldsProps) {
  const { register, watch, getValues } = form;
  /** The title as it was when its field was left. */
  const [asked, setAsked] = useState('');
  const errorOf = (field: CommentField) => errors[field]?.message;
  const describe = (field: CommentField, hasHint = false) => ({
    id: field,
    'aria-invalid': errorOf(field) ? (true as const) : undefined,
    'aria-describedby': `${hasHint ? `${field}-hint ` : ''}${field}-error`,
  });

  return (
    <>
      <input type="hidden" {...register('about')} />
      <input type="hidden" {...register('key')} />
      <div className="trap" aria-hidden="true">
        <label htmlFor="homepage">请不要填写这一栏</label>
        <input id="homepage" type="text" tabIndex={-1} autoComplete="off" {...register('homepage')} />
      </div>
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
        <input
          type="text"
          {...describe('title', true)}
          {...register('title', { onBlur: () => setAsked(getValues('title')) })}
        />
        <CharactersLeft typed={watch('title') ?? ''} limit={commentLimits.title} />
      </Field>
      <OffersList about={watch('about') ?? ''} title={asked} />
      <Field
        field="text"
        label="您想问什么？"
        hint={`一事一问，另一件事请另写一件。${commentLimits.textMin} 到 ${commentLimits.text} 个字。请不要写身份证号、银行卡号。`}
        error={errorOf('text')}
      >
        <textarea rows={8} {...describe('text', true)} {...register('text')} />
        <CharactersLeft typed={watch('text') ?? ''} limit={commentLimits.text} />
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
    </>
  );
}
