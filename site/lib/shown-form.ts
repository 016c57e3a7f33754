// What a form shows. Browsers fill fields without an event: autofill, a restored session, a password manager; and people
// type before a script listens. What is sent is read from the fields themselves.

/** Old browsers give a text area's lines as a form sends them. */
const asShown = (text: string) => text.replace(/\r\n/g, '\n');

/** Boxes that are not on the page, such as units still being fetched, keep what is remembered of them. */
function readTicked(boxes: HTMLInputElement[], before: unknown): string[] {
  const remembered = (Array.isArray(before) ? before : []).map(String);
  const away = remembered.filter((value) => boxes.every((box) => box.value !== value));
  const ticked = boxes.filter(({ checked }) => checked).map(({ value }) => value);
  // In the remembered order: an equal list is no change.
  const kept = remembered.filter((value) => away.includes(value) || ticked.includes(value));
  return [...kept, ...ticked.filter((value) => !kept.includes(value))];
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one ?? '') === JSON.stringify(other ?? '');

/**
 * @param remembered what the script knows of each field
 * @returns the fields that show something else. A choice without any selection and a list whose entries are still missing
 * show nothing, and count as remembered.
 */
export function readChanged(form: HTMLFormElement, remembered: Record<string, unknown>): [string, string | string[]][] {
  const data = new FormData(form);
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  return Object.entries(remembered).flatMap(([name, before]): [string, string | string[]][] => {
    const own = boxes.filter((box) => box.name === name && !box.disabled);
    if (own.length > 0) {
      const ticked = readTicked(own, before);
      return isSame(ticked, before ?? []) ? [] : [[name, ticked]];
    }
    const value = data.get(name);
    if (typeof value !== 'string') return [];
    const shown = asShown(value);
    return isSame(shown, before) ? [] : [[name, shown]];
  });
}
