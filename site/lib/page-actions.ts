// The actions behind buttons on reading pages. page-script.ts loads this file on the first press, so that reading needs
// no script.
import { toggleReading } from './read-aloud.ts';

/** Copies the text of the element that the button names, and shows a confirmation beside the button. */
async function copy(button: HTMLElement): Promise<void> {
  const text = document.querySelector(`#${button.dataset['of']}`)?.textContent ?? '';
  const said = await navigator.clipboard.writeText(text.trim()).then(
    () => '已复制',
    () => '没有复制成，请选中文字复制',
  );
  const status = button.parentElement?.querySelector('[role="status"]');
  if (status) status.textContent = said;
}

const actions: Record<string, (button: HTMLElement) => void> = {
  copy: (button) => void copy(button),
  print: () => print(),
  read: toggleReading,
};

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-action]') : null;
  if (button) actions[button.dataset['action'] ?? '']?.(button);
});
