// The assigned unit (主办) and the supporting units (协办). The likeliest units come first, each with the reason.
import type { ComponentPropsWithRef } from 'react';
import { maxSupportingUnits, type UnitCandidate } from '../../../api/contract/triage.ts';
import { Field } from '../shared/Field.tsx';
import type { UnitOffers } from './use-unit-offers.ts';

interface HandlerFieldsProps {
  offers: UnitOffers;
  /** The current unit, to which a transfer is impossible; null while the desk has the comment. */
  holder: string | null;
  unit: string;
  helpers: string[];
  errors: { unit: string | undefined; helpers: string | undefined };
  /** Props of the field for the assigned unit. */
  select: ComponentPropsWithRef<'select'>;
  onHelpers: (helpers: string[]) => void;
}

const groupWords: [rank: UnitCandidate['rank'], label: string][] = [
  ['responsible', '这一项的责任单位'],
  ['experienced', '办过相似留言的单位'],
  ['other', '其他单位'],
];

function option({ id, name, why }: UnitCandidate) {
  return (
    <option key={id} value={id}>
      {why ? `${name}（${why}）` : name}
    </option>
  );
}

export function HandlerFields({ offers, holder, unit, helpers, errors, select, onHelpers }: HandlerFieldsProps) {
  const free = offers.units.filter(({ id }) => id !== holder);
  const tick = ({ id, name, why }: UnitCandidate) => (
    <label key={id} className="choice">
      <input
        type="checkbox"
        name="helpers"
        value={id}
        checked={helpers.includes(id)}
        disabled={id === unit}
        aria-label={name}
        aria-describedby={id === unit || why ? `helper-${id}` : undefined}
        onChange={() => onHelpers(helpers.includes(id) ? helpers.filter((one) => one !== id) : [...helpers, id])}
      />
      <span>
        {name}
        {(id === unit || why) && <small id={`helper-${id}`}>{id === unit ? '已是主办单位' : why}</small>}
      </span>
    </label>
  );
  // Keep the list open while a unit in it is ticked.
  const isNear = ({ id, rank }: UnitCandidate) => rank !== 'other' || helpers.includes(id);
  return (
    <>
      {offers.problem && <p role="alert">读不到可以分办的单位：{offers.problem}请收起后再打开。</p>}
      <Field field="unit" label="责任单位" hint="由它答复，期限算它的。" error={errors.unit}>
        <select {...select} value={unit}>
          <option value="" disabled>
            {offers.units.length === 0 ? '正在读取…' : '请选择'}
          </option>
          {groupWords.map(([rank, label]) => {
            const units = free.filter((one) => one.rank === rank);
            return units.length > 0 ? (
              <optgroup key={rank} label={label}>
                {units.map(option)}
              </optgroup>
            ) : null;
          })}
        </select>
      </Field>
      <Field
        field="helpers"
        label="协办单位（可以不选）"
        hint={`最多 ${maxSupportingUnits} 个。协办单位看得到留言，只能提协办意见给责任单位，看不到称呼和联系方式。`}
        error={errors.helpers}
        isGroup
      >
        <div className="choices helpers">{offers.units.filter(isNear).map(tick)}</div>
        <details>
          <summary>其他单位</summary>
          <div className="choices helpers">{offers.units.filter((one) => !isNear(one)).map(tick)}</div>
        </details>
      </Field>
    </>
  );
}
