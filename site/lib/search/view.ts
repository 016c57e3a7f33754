// Renders search results.
import { findMatches } from '../../../api/domain/text/matching.ts';
import { excerptOf } from './excerpt.ts';
import { batchSize, type Finding, type Hit } from './find.ts';

function paragraph(className: string, text: string): HTMLParagraphElement {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}

/** The paragraph that covers most of the query. The title is left out, because it stands above anyway. */
function bestLine({ text, title, where, words }: Hit): string {
  const lines = text.split('\n').filter((line) => line !== title && line !== where);
  const countWords = (line: string) => words.filter((word) => findMatches(line, [word]).length > 0).length;
  const maxCount = Math.max(0, ...lines.map(countWords));
  return lines.find((line) => countWords(line) === maxCount) ?? text;
}

function excerptElement(hit: Hit): HTMLParagraphElement {
  const element = document.createElement('p');
  for (const { text, isMatch } of excerptOf(bestLine(hit), hit.words)) {
    const part = document.createElement(isMatch ? 'mark' : 'span');
    part.textContent = text;
    element.append(part);
  }
  return element;
}

/** The server renders indexed pages and highlights the words in `mark`. */
function addressOf({ url, words }: Hit): string {
  if (words.length === 0) return url;
  return `${url}?mark=${encodeURIComponent(words.join(' '))}#match`;
}

export function hitElement(hit: Hit): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = addressOf(hit);
  link.textContent = hit.title;
  item.append(
    paragraph('quiet', [hit.kind, hit.isPast && '往年', hit.where].filter(Boolean).join(' · ')),
    link,
    excerptElement(hit),
  );
  if (hit.by !== null) {
    item.dataset['by'] = hit.by;
    item.append(paragraph('quiet', `按「${hit.by}」找到`));
  }
  return item;
}

/** The result in one sentence. */
export function describeFinding({ query, hits, exactCount }: Finding, typed: string): string {
  const asked = query === typed ? `「${query}」` : `按「${query}」`;
  const others = hits.filter(({ by }) => by !== null).length;
  if (query === '') return `共 ${exactCount} 页`;
  if (hits.length === 0) return `没有页面写到「${typed}」。换个说法再试，或从下面的主题、单位和文件里找。`;
  if (exactCount === 0) return `没有页面写到「${query}」，按相近的说法找到 ${others} 处：`;
  const count = exactCount === null ? `先列 ${batchSize} 处` : `${exactCount} 处`;
  return `${asked}：${count}${others > 0 ? `；按相近的说法另有 ${others} 处` : ''}`;
}
