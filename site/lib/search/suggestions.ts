// Suggestions below the search box while typing: a combobox with a listbox (WAI-ARIA).
import { isComposing } from '../composing.ts';

interface Options {
  box: HTMLInputElement;
  list: HTMLElement;
  /** @returns suggestions for the typed letters; best first */
  suggest(typed: string): Promise<string[]>;
  /** Called after the user chose a suggestion, which is then in the box. */
  onChoose(): void;
}

export function offerSuggestions({ box, list, suggest, onChoose }: Options): void {
  let active = -1;

  const options = () => [...list.children];
  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  };
  const activate = (index: number) => {
    active = index;
    for (const [at, option] of options().entries()) option.setAttribute('aria-selected', String(at === index));
    const option = options()[index];
    if (!option) return box.removeAttribute('aria-activedescendant');
    box.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  };
  const choose = (option: Element) => {
    box.value = option.textContent ?? '';
    close();
    onChoose();
  };
  const offer = async () => {
    const typed = box.value.trim();
    const suggestions = typed === '' ? [] : await suggest(typed).catch(() => []);
    if (box.value.trim() !== typed || document.activeElement !== box) return; // The user typed on or left the box.
    close();
    list.append(
      ...suggestions.map((suggestion, index) => {
        const option = document.createElement('div');
        option.id = `suggestion-${index}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.textContent = suggestion;
        return option;
      }),
    );
    list.hidden = suggestions.length === 0;
    box.setAttribute('aria-expanded', String(suggestions.length > 0));
  };

  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', list.id);
  close();

  // Ignore letters that an input method is still composing.
  box.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) void offer();
  });
  box.addEventListener('compositionend', () => void offer());
  box.addEventListener('blur', close);
  box.addEventListener('keydown', (event) => {
    const count = list.children.length;
    if (isComposing(event) || count === 0) return;
    const chosen = options()[active];
    if (event.key === 'ArrowDown') activate((active + 1) % count);
    else if (event.key === 'ArrowUp') activate((active <= 0 ? count : active) - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && chosen) choose(chosen);
    else {
      if (event.key === 'Enter') close();
      return;
    }
    event.preventDefault();
  });
  // Choose before the box loses focus.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    if (option) choose(option);
  });
}
