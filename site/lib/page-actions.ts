// The actions behind buttons on reading pages. page-script.ts loads this file on the first press, so that reading needs
// no script.
import { copyText } from './copy-text.ts';
import { toggleReading } from './read-aloud.ts';

/** Copies the text of the element that the button names, and shows a confirmation beside the button. */
async function copy(button: HTMLElement): Promise<void> {
  const element = document.querySelector<HTMLElement>(`#${button.dataset['of']}`);
  if (!element) return;
  const said = await copyText(element);
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
