// The subject that the desk gives a comment: the likeliest ones, and a search among all of the place.
import { type ComponentPropsWithRef, useEffect, useState } from 'react';
import type { SubjectOffer } from '../../../api/contract/triage.ts';
import { api, ask } from '../../lib/api.ts';
import { isComposing } from '../../lib/composing.ts';
import { Field } from '../shared/Field.tsx';

interface SubjectFieldProps {
  receiptCode: string;
  error: string | undefined;
  /** Props of each radio button. */
  radio: ComponentPropsWithRef<'input'>;
}

type Found = { subjects: SubjectOffer[]; problem: string };

export function SubjectField({ receiptCode, error, radio }: SubjectFieldProps) {
  const [query, setQuery] = useState('');
  const [asked, setAsked] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void ask(api.queue[':receiptCode'].subjects.$get({ param: { receiptCode }, query: { q: asked } })).then(
      (answer) => {
        if (!isCurrent) return;
        setFound(
          answer.ok
            ? { subjects: answer.data.subjects, problem: '' }
            : { subjects: [], problem: answer.problem.detail },
        );
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [receiptCode, asked]);
  const nothingFound = asked ? `没有找到与“${asked}”有关的事项，换个词再查。` : '没有相近的事项，请在上面查找。';
  return (
    <Field field="about" label="涉及的事项" error={error} isGroup>
      <div className="search-box">
        <input
          type="search"
          value={query}
          aria-label="查找任务、要点、单位或主题"
          placeholder="任务、单位或主题"
          enterKeyHint="search"
          onChange={({ target }) => setQuery(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || isComposing(event.nativeEvent)) return;
            event.preventDefault();
            setAsked(query.trim());
          }}
        />
        <button type="button" className="button secondary" onClick={() => setAsked(query.trim())}>
          查找
        </button>
      </div>
      <div role="status">
        {found?.problem && <p>读不到事项：{found.problem}</p>}
        {found && !found.problem && found.subjects.length === 0 && <p>{nothingFound}</p>}
      </div>
      <div className="choices">
        {(found?.subjects ?? []).map(({ id, title, documentTitle }) => (
          <label key={id} className="choice">
            <input type="radio" value={id} {...radio} />
            <span>
              {title}
              <small>{documentTitle}</small>
            </span>
          </label>
        ))}
      </div>
    </Field>
  );
}
