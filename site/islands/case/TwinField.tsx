// The comment that a declined one repeats: its receipt code, with alike older comments to choose from.
import { type ComponentPropsWithRef, useEffect, useState } from 'react';
import type { DuplicateOffer } from '../../../api/contract/decline.ts';
import { stateWords } from '../../../api/contract/words.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import { declineReasons } from '../../../content/decline-reasons.ts';
import { api, ask } from '../../lib/api.ts';
import { Field } from '../shared/Field.tsx';

/** Whether a reason to decline names another comment. */
export const namesTwin = (ground: string): boolean =>
  declineReasons.some(({ id, namesComment }) => id === ground && namesComment === true);

interface TwinFieldProps {
  receiptCode: string;
  error: string | undefined;
  input: ComponentPropsWithRef<'input'>;
  onChoose: (code: string) => void;
}

export function TwinField({ receiptCode, error, input, onChoose }: TwinFieldProps) {
  const [offers, setOffers] = useState<DuplicateOffer[] | null>(null);
  useEffect(() => {
    void ask(api.queue[':receiptCode'].duplicates.$get({ param: { receiptCode } })).then((answer) =>
      setOffers(answer.ok ? answer.data.duplicates : []),
    );
  }, [receiptCode]);
  return (
    <Field
      field="duplicateOf"
      label="与哪一件重复？"
      hint="填写先收到的那件留言的受理编号。两件的内容须相近；是不是同一个人留言不论。留言人可以说明不是同一件事，退回来重新看。"
      error={error}
    >
      <input {...input} autoComplete="off" spellCheck={false} />
      {offers && (
        <div role="status">
          {offers.length === 0 ? (
            <p className="quiet">没有找到此前内容相近的留言。</p>
          ) : (
            <>
              <p>此前内容相近的：</p>
              <ul>
                {offers.map(({ receiptCode: code, title, state, receivedAt }) => (
                  <li key={code}>
                    <button type="button" className="link" onClick={() => onChoose(code)}>
                      <span className="code">{code}</span> {title}
                    </button>
                    <small>
                      {' '}
                      {formatInstant(receivedAt)} 收到，{stateWords[state]}
                    </small>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </Field>
  );
}
