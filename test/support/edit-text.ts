// Random edits of a file's text, as someone with a hex editor or a program that rewrites JSON could make.

/** Returns a random whole number from 0 to below a bound. */
type Next = (bound: number) => number;

const pick = <Entry>(entries: readonly Entry[], next: Next): Entry => entries[next(entries.length)] as Entry;

const splice = (text: string, from: number, count: number, put = ''): string =>
  text.slice(0, from) + put + text.slice(from + count);

/** Replaces one random match. */
function replaceOne(text: string, pattern: RegExp, next: Next, put: (found: string) => string): string {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return text;
  const match = pick(matches, next);
  return splice(text, match.index, match[0].length, put(match[0]));
}

const escapeCharacter = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function editLines(text: string, edit: (lines: string[]) => void): string {
  const lines = text.split('\n');
  edit(lines);
  return lines.join('\n');
}

/** Edits of characters. The same value, written otherwise, is among them. */
const edits: ((text: string, next: Next) => string)[] = [
  // One byte changed, inserted, or deleted.
  (text, next) => splice(text, next(text.length), 1, String.fromCharCode(32 + next(95))),
  (text, next) => splice(text, next(text.length + 1), 0, String.fromCharCode(32 + next(95))),
  (text, next) => splice(text, next(text.length), 1),
  (text, next) => splice(text, next(text.length), 1 + next(200)),
  (text, next) => text.slice(0, next(text.length)),
  // Lines swapped, deleted, repeated.
  (text, next) =>
    editLines(text, (lines) => {
      const [one, other] = [next(lines.length), next(lines.length)];
      [lines[one], lines[other]] = [lines[other] as string, lines[one] as string];
    }),
  (text, next) => editLines(text, (lines) => lines.splice(next(lines.length), 1)),
  (text, next) =>
    editLines(text, (lines) => {
      const place = next(lines.length);
      lines.splice(place, 0, lines[place] as string);
    }),
  // A key twice, with its own or another value; a key that objects already have.
  (text, next) => replaceOne(text, /"[a-zA-Z]+":("[^"]*"|\d+|true|false)/gu, next, (found) => `${found},${found}`),
  (text, next) =>
    replaceOne(text, /"[a-zA-Z]+":("[^"]*"|\d+|true|false)/gu, next, (found) => `${found.split(':')[0]}:"",${found}`),
  (text, next) =>
    replaceOne(text, /\{/gu, next, () => `{"${pick(['__proto__', 'constructor', 'toString', 'note'], next)}":"x",`),
  (text, next) => replaceOne(text, /\{/gu, next, () => '{"__proto__":{"sealed":"x"},'),
  // White space and line ends.
  (text, next) => replaceOne(text, /[{}[\],:]/gu, next, (found) => `${found}${pick([' ', '\n', '\r\n', '\t'], next)}`),
  (text, next) => replaceOne(text, /\n/gu, next, () => pick(['', '\r\n', '\n\n', ' \n'], next)),
  // Other spellings of strings and numbers.
  (text, next) => replaceOne(text, /(?<=")[A-Za-z0-9]/gu, next, escapeCharacter),
  (text, next) =>
    replaceOne(text, /(?<=:)\d+(?=[,}])/gu, next, (found) => pick([`${found}.0`, `${found}e0`, `0${found}`], next)),
  (text, next) => replaceOne(text, /(?<=:)\d+(?=[,}])/gu, next, (found) => pick([`-${found}`, `"${found}"`], next)),
  (text, next) => replaceOne(text, /(?<=:")[^"]+/gu, next, (found) => pick([` ${found}`, found.toUpperCase()], next)),
  (text, next) => replaceOne(text, /(?<=:")[^"]+/gu, next, (found) => `${found}${pick(['\\ud800', 'e\u0301'], next)}`),
  // Keys in another order.
  (text, next) =>
    replaceOne(text, /"[a-zA-Z]+":("[^"]*"|\d+),"[a-zA-Z]+":("[^"]*"|\d+)/gu, next, (found) =>
      found
        .split(/,(?=")/u)
        .reverse()
        .join(','),
    ),
  // Something before or behind it all.
  (text, next) => pick(['\ufeff', ' ', '\n'], next) + text,
  (text, next) => text + pick([' ', '\n', '{}', 'null', '\0', ']'], next),
];

/** @returns the text after one edit; the same text if the edit changed nothing */
export const editText = (text: string, next: Next): string => pick(edits, next)(text, next);

/** Changes one bit or byte, which may leave bytes that are no text. */
export function editByte(bytes: Uint8Array, next: Next): Uint8Array {
  const edited = Uint8Array.from(bytes);
  const place = next(edited.length);
  edited[place] = next(2) === 0 ? (edited[place] ?? 0) ^ (1 << next(8)) : next(256);
  return edited;
}
