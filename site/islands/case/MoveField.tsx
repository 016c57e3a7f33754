// One field of a move, rendered from the move's declaration.
import type { UseFormReturn } from 'react-hook-form';
import { kindSchema, kindWords } from '../../../api/contract/words.ts';
import type { FormField } from '../../../api/life/move.ts';
import type { Case, Move } from '../../../api/life/requests.ts';
import { workingDayStrip } from '../../fragments/window.ts';
import { type Draft, listOf, textOf } from '../../lib/drafts.ts';
import { Choice, Field } from '../shared/Field.tsx';
import { Markup } from '../shared/Markup.tsx';
import { DeclineFields } from './DeclineFields.tsx';
import { HandlerFields } from './HandlerFields.tsx';
import { ReplyDesk } from './ReplyDesk.tsx';
import { SubjectField } from './SubjectField.tsx';
import { namesTwin, TwinField } from './TwinField.tsx';
import type { UnitOffers } from './use-unit-offers.ts';

interface MoveFieldProps {
  name: string;
  field: FormField;
  subject: Case;
  form: UseFormReturn<Draft, unknown, Move>;
  offers: UnitOffers;
}

export function MoveField({ name, field, subject, form, offers }: MoveFieldProps) {
  const { register, watch, getValues, setValue, formState } = form;
  const errorOf = (of: string) => formState.errors[of]?.message;
  const error = errorOf(name);
  const described = {
    id: name,
    'aria-invalid': error ? (true as const) : undefined,
    'aria-describedby': `${name}-error`,
  };
  switch (field.as) {
    case 'unit': {
      const helpers = listOf(watch('helpers'));
      const dropLeader = () =>
        setValue(
          'helpers',
          helpers.filter((one) => one !== getValues(name)),
        );
      return (
        <HandlerFields
          offers={offers}
          unit={textOf(watch(name))}
          helpers={helpers}
          holder={subject.unit?.id ?? null}
          errors={{ unit: error, helpers: errorOf('helpers') }}
          select={{
            ...described,
            'aria-describedby': `${name}-hint ${name}-error`,
            ...register(name, { onChange: dropLeader }),
          }}
          onHelpers={(next) => setValue('helpers', next)}
        />
      );
    }
    case 'reply':
      return (
        <ReplyDesk subject={subject} text={textOf(watch(name))} onText={(text) => setValue(name, text)}>
          <Field field={name} label="答复内容" error={error}>
            <textarea rows={12} {...described} {...register(name)} />
          </Field>
        </ReplyDesk>
      );
    case 'ground':
      return <DeclineFields ground={textOf(watch(name))} error={error} select={{ ...described, ...register(name) }} />;
    case 'twin':
      return namesTwin(textOf(watch('ground'))) ? (
        <TwinField
          receiptCode={subject.receiptCode}
          error={error}
          input={{ ...described, ...register(name) }}
          onChoose={(code) => setValue(name, code, { shouldDirty: true })}
        />
      ) : null;
    case 'text':
      return (
        <Field field={name} label={field.label} error={error}>
          <textarea
            rows={field.rows}
            className={field.isShort ? 'short' : undefined}
            {...described}
            {...register(name)}
          />
        </Field>
      );
    case 'subject':
      return <SubjectField receiptCode={subject.receiptCode} error={error} radio={register(name)} />;
    case 'kind':
      return (
        <Field field={name} label="类型" error={error} isGroup>
          <div className="choices">
            {kindSchema.options.map((kind) => (
              <Choice key={kind} label={kindWords[kind]} value={kind} {...register(name)} />
            ))}
          </div>
        </Field>
      );
    case 'other-classification':
      return subject.otherWindow && <Markup html={workingDayStrip(subject.otherWindow)} />;
    case 'helpers':
    case 'warning':
    case 'own-form':
      return null;
  }
}
