// The form's fields in order, rendered by the server and filled in by the resident.
import { Fragment, useState } from 'react';
import type { FieldErrors, UseFormReturn } from 'react-hook-form';
import type { NewCommentInput } from '../../../api/contract/comment.ts';
import {
  type CommentField,
  commentFields,
  findDefinition,
  isHiddenField,
} from '../../../api/contract/comment-fields.ts';
import { Choice, Field } from '../shared/Field.tsx';
import { CharactersLeft } from './CharactersLeft.tsx';
import { OffersList } from './OffersList.tsx';

/** The form's values, including the hidden field that traps bots. */
export type Typed = NewCommentInput & { homepage?: string };

interface CommentFieldsProps {
  form: UseFormReturn<Typed>;
  errors: FieldErrors<Typed>;
}

interface CommentFieldProps extends CommentFieldsProps {
  field: CommentField;
  onLeft: (value: string) => void;
}

function ShownField({ form, errors, field, onLeft }: CommentFieldProps) {
  const definition = findDefinition(field);
  if (definition.control === 'hidden') return null;
  const { register, watch, getValues } = form;
  const error = errors[field]?.message;
  if (definition.control === 'choice') {
    return (
      <Field field={field} label={definition.question} hint={definition.hint} error={error} isGroup>
        <div className="choices">
          {Object.entries(definition.choices).map(([value, { label, hint }]) => (
            <Choice key={value} label={label} hint={hint} value={value} {...register(field)} />
          ))}
        </div>
      </Field>
    );
  }
  const described = {
    id: field,
    'aria-invalid': error ? (true as const) : undefined,
    'aria-describedby': `${field}-hint ${field}-error`,
    ...register(field, { onBlur: () => onLeft(getValues(field) ?? '') }),
  };
  return (
    <Field field={field} label={definition.question} hint={definition.hint} error={error}>
      {definition.control === 'lines' ? (
        <textarea rows={8} {...described} />
      ) : (
        <input type="text" autoComplete={definition.autoComplete} {...described} />
      )}
      {definition.maxCharacters && <CharactersLeft typed={watch(field) ?? ''} limit={definition.maxCharacters} />}
    </Field>
  );
}

export function CommentFields({ form, errors }: CommentFieldsProps) {
  const { register, watch } = form;
  /** The title when its field last lost focus. */
  const [asked, setAsked] = useState('');
  return (
    <>
      {commentFields.filter(isHiddenField).map((field) => (
        <input key={field} type="hidden" {...register(field)} />
      ))}
      <div className="trap" aria-hidden="true">
        <label htmlFor="homepage">请不要填写这一栏</label>
        <input id="homepage" type="text" tabIndex={-1} autoComplete="off" {...register('homepage')} />
      </div>
      {commentFields.map((field) => (
        <Fragment key={field}>
          <ShownField
            form={form}
            errors={errors}
            field={field}
            onLeft={(value) => field === 'title' && setAsked(value)}
          />
          {field === 'title' && <OffersList about={watch('about') ?? ''} title={asked} />}
        </Fragment>
      ))}
    </>
  );
}
