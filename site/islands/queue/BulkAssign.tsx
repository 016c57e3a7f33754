// Assigns many comments. Each is a separate move, based on the version that the clerk saw, and succeeds or fails on its
// own.
import { type RefObject, type SubmitEvent, useState } from 'react';
import type { FilterOptions } from '../../../api/contract/desk.ts';
import type { QueueItem } from '../../../api/contract/queue.ts';
import { api, ask } from '../../lib/api.ts';

interface BulkAssignProps {
  /** The list's assignable comments. */
  assignable: QueueItem[];
  chosen: QueueItem[];
  units: FilterOptions['units'];
  /** Element that the keyboard shortcut for assigning focuses. */
  field: RefObject<HTMLSelectElement | null>;
  onChoose: (items: QueueItem[]) => void;
  /** Assigned comments leave the selection one by one: show the bar until all are done. */
  onBusy: (isBusy: boolean) => void;
  /** Receives a sentence with the results. */
  onDone: (made: string[], failed: string[]) => Promise<void>;
}

export function BulkAssign({ assignable, chosen, units, field, onChoose, onBusy, onDone }: BulkAssignProps) {
  const [unit, setUnit] = useState('');
  /** Progress of the assignment; null if none is running. */
  const [progress, setProgress] = useState<{ at: number; of: number } | null>(null);
  const [lack, setLack] = useState('');
  const isNone = chosen.length === 0 && progress === null;

  const assign = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isNone || progress !== null) return;
    // As shown: a browser may restore a choice without an event.
    const unit = field.current?.value ?? '';
    setLack(unit === '' ? '请选择责任单位' : '');
    if (unit === '') return field.current?.focus();
    onBusy(true);
    const made: string[] = [];
    const failed: string[] = [];
    for (const [index, { receiptCode, version, title }] of chosen.entries()) {
      setProgress({ at: index + 1, of: chosen.length });
      const json = { version, action: { move: 'assign' as const, unit } };
      const answer = await ask(api.queue[':receiptCode'].moves.$post({ param: { receiptCode }, json }));
      if (answer.ok) made.push(receiptCode);
      else
        failed.push(
          `${receiptCode}「${title}」：${answer.problem.title}。${answer.problem.changes?.at(-1)?.what ?? answer.problem.detail}`,
        );
    }
    setProgress(null);
    if (failed.length === 0) setUnit('');
    onBusy(false);
    await onDone(made, failed);
  };

  return (
    <form
      className={isNone ? 'bulk' : 'bulk begun'}
      aria-label="分办选中的留言"
      onSubmit={(event) => void assign(event)}
    >
      {/* Here before anything is ticked: a bar that came with the first tick would move the rows under the pointer. */}
      <button
        type="button"
        className="link"
        onClick={() => {
          setLack('');
          onChoose(isNone ? assignable : []);
        }}
      >
        {isNone ? `全选 ${assignable.length} 件` : '全部不选'}
      </button>
      <label htmlFor="bulk-unit" className="visually-hidden">
        分给
      </label>
      <select
        id="bulk-unit"
        value={unit}
        ref={field}
        aria-invalid={lack ? true : undefined}
        aria-describedby={lack ? 'bulk-lack' : undefined}
        onChange={({ target }) => {
          setLack('');
          setUnit(target.value);
        }}
      >
        <option value="">分给哪个单位？</option>
        {units.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <button type="submit" className={isNone ? 'button kept-place' : 'button'} aria-disabled={progress !== null}>
        {progress ? `正在分办 ${progress.at}/${progress.of}…` : `分办 ${chosen.length} 件`}
      </button>
      {lack && (
        <p role="alert" id="bulk-lack">
          {lack}
        </p>
      )}
    </form>
  );
}
