// The queue's keyboard shortcuts, and a switch to disable them.
import { type RefObject, useState } from 'react';
import type { HistoryStep } from '../shared/use-history-step.ts';
import { areKeysOn, turnKeys } from './use-keys.ts';

const keys: [key: string, what: string][] = [
  ['j 或 ↓', '下一件'],
  ['k 或 ↑', '上一件'],
  ['Enter', '打开这一件'],
  ['x', '选中或不选这一件'],
  ['a', '分办：选中的几件，或打开的这一件'],
  ['m', '到「办理」'],
  ['u', '回到列表'],
  ['/', '搜索'],
  ['f', '筛选'],
  ['g 再按 o c s q p', '待办、超期、今明到期、有异议、已办结'],
  ['g 再按 t、r 或 h', '待分办（政务公开办），待审核（审核人），协办（责任单位）'],
  ['?', '看这些快捷键'],
];

interface KeysHelpProps {
  dialog: RefObject<HTMLDialogElement | null>;
  step: HistoryStep;
}

export function KeysHelp({ dialog, step }: KeysHelpProps) {
  const [isOn, setIsOn] = useState(areKeysOn);
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-title" onClose={() => void step.leave()}>
      <h2 id="keys-title">快捷键</h2>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="hint">在输入框里打字时不起作用。</p>
      <p>
        <label className="tick">
          <input
            type="checkbox"
            className="tickbox"
            checked={isOn}
            onChange={({ target }) => {
              turnKeys(target.checked);
              setIsOn(target.checked);
            }}
          />
          使用单键快捷键
        </label>
      </p>
      <form method="dialog">
        <button type="submit" className="button">
          关闭
        </button>
      </form>
    </dialog>
  );
}
