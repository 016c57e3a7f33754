// Assigning many at once: each comment is a move of its own, with the version that the clerk saw, and each says for itself
// whether it was made.
import { type RefObject, type SubmitEvent, useState } from 'react';
import type { Choices } from '../../api/contract/desk.ts';
import type { QueueItem } from '../../api/contract/queue.ts';
import { api, ask } from '../lib/api.ts';

interface BulkAssignProps {
  chosen: QueueItem[];
  units: Choices['units'];
  field: RefObject<HTMLSelectElement | null>;
  /** Called with what was made and what was not, in words. */
  onDone: (made: string[], failed: string[]) => Promise<void>;
  onClear: () => void;
}

export function BulkAssign({ chosen, units, field, onDone, onClear }: BulkAssignProps) {
  const [unit, setUnit] = useState('');
  const [done, setDone] = useState<number | null>(null);

  const assign = async (event: SubmitEvent) => {
    event.preventDefault();
    if (unit === '' || done !== null) return field.current?.focus();
    const made: string[] = [];
    const failed: string[] = [];
    for (const [index, { receiptCode, version, title }] of chosen.entries()) {
      setDone(index);
      const json = { version, action: { move: 'assign' as const, unit } };
      const answer = await ask(api.queue[':receiptCode'].moves.$post({ param: { receiptCode }, json }));
      if (answer.ok) made.push(receiptCode);
      else
        failed.push(
          `${receiptCode}「${title}」：${answer.problem.title}。${answer.problem.changes?.at(-1)?.what ?? answer.problem.detail}`,
        );
    }
    setDone(null);
    await onDone(made, failed);
  };

  return (
    <form className="bulk" aria-label="分办选中的留言" onSubmit={(event) => void assign(event)}>
      <p>
        已选 {chosen.length} 件
        <button type="button" className="link" onClick={onClear}>
          全部不选
        </button>
      </p>
      <label htmlFor="bulk-unit">分给</label>
      <select id="bulk-unit" value={unit} ref={field} onChange={({ target }) => setUnit(target.value)}>
        <option value="">请选择责任单位</option>
        {units.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button type="submit" className="button" aria-disabled={done !== null}>
        {done === null ? `分办 ${chosen.length} 件` : `正在分办 ${done + 1}/${chosen.length}…`}
      </button>
    </form>
  );
}
