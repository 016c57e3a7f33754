// Reads the labelled comments in personal-data/ and compares them with a finder's proposals.
import { readdirSync, readFileSync } from 'node:fs';

export interface Range {
  start: number;
  end: number;
}

export interface Mark extends Range {
  /** The label's kind: phone, name, address … */
  label: string;
}

export interface LabelledComment {
  file: string;
  text: string;
  marks: Mark[];
}

const folder = new URL('./personal-data/', import.meta.url);

/** Replaces `\u{200B}` and `\n`, by which the files show invisible characters and line breaks to a reader. */
const readEscapes = (line: string): string =>
  line
    .replace(/\\u\{([0-9A-F]+)\}/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/\\n/g, '\n');

/** `电话[[phone:13800001234]]` */
function readLine(file: string, line: string): LabelledComment {
  const marks: Mark[] = [];
  let text = '';
  let from = 0;
  for (const match of line.matchAll(/\[\[([a-z]+):(.*?)\]\](?!\])/g)) {
    const [whole, label = '', marked = ''] = match;
    text += readEscapes(line.slice(from, match.index));
    const start = text.length;
    text += readEscapes(marked);
    marks.push({ label, start, end: text.length });
    from = match.index + whole.length;
  }
  return { file, text: text + readEscapes(line.slice(from)), marks };
}

export function readLabelledComments(): LabelledComment[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return files.sort().flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => readLine(file.replace('.txt', ''), line)),
  );
}

/** Number of characters by which a proposal may exceed a mark on each side: 我住, 的业主. */
const tolerance = 8;

/** True if proposals that barely exceed the mark cover each of its letters and digits. */
export function isFound({ text }: LabelledComment, mark: Mark, others: Mark[], proposals: Range[]): boolean {
  const near = proposals.filter(({ start, end }) => {
    if (start >= mark.end || end <= mark.start) return false;
    const inside = others.filter((other) => other.start < end && other.end > start);
    const first = Math.min(...inside.map((other) => other.start));
    const last = Math.max(...inside.map((other) => other.end));
    return first - start <= tolerance && end - last <= tolerance;
  });
  for (let at = mark.start; at < mark.end; at++) {
    if (!/[\p{L}\p{N}]/u.test(text.charAt(at))) continue;
    if (!near.some(({ start, end }) => start <= at && at < end)) return false;
  }
  return true;
}

/** Proposals that overlap no mark. */
export const findFalse = ({ marks }: LabelledComment, proposals: Range[]): Range[] =>
  proposals.filter(({ start, end }) => !marks.some((mark) => mark.start < end && mark.end > start));
