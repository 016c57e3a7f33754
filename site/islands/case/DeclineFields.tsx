// Fields for declining: a reason from the list, and the text that the resident will read.
import type { ComponentPropsWithRef } from 'react';
import { declineReasons } from '../../../content/decline-reasons.ts';
import { Field } from '../shared/Field.tsx';

interface DeclineFieldsProps {
  ground: string;
  error: string | undefined;
  select: ComponentPropsWithRef<'select'>;
}

export function DeclineFields({ ground, error, select }: DeclineFieldsProps) {
  const chosen = declineReasons.find(({ id }) => id === ground);
  return (
    <Field field="ground" label="不予受理的理由" error={error}>
      <select {...select} value={ground}>
        <option value="" disabled>
          请选择
        </option>
        {declineReasons.map((reason) => (
          <option key={reason.id} value={reason.id}>
            {reason.ground}
          </option>
        ))}
      </select>
      <div role="status">
        {chosen && (
          <div className="note">
            <p>
              <strong>留言人会看到：</strong>
              {chosen.channel}
            </p>
            {(chosen.telephone || chosen.address) && (
              <p>{[chosen.telephone && `电话 ${chosen.telephone}`, chosen.address].filter(Boolean).join('，')}</p>
            )}
            <p className="quiet">依据：{chosen.source}</p>
          </div>
        )}
      </div>
    </Field>
  );
}
