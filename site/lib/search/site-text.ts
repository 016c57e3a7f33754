// The site's own text, and the words in it. The build divides it with ICU's dictionary; browsers get only the result.
import type { Document } from '../../../content/schema.ts';
import { documents, jurisdictions, pointsOf, tasksOf, unitsOf } from '../content.ts';
import { topics } from '../topics.ts';

const textsOf = (document: Document): string[] => [
  document.title.text,
  ...[document.masthead, document.number, document.noticeTitle, document.addressees, document.issuer].flatMap(
    (quote) => (quote ? [quote.text] : []),
  ),
  ...[...document.notice, ...document.closing, ...document.attachments, ...document.imprint].map(({ text }) => text),
  document.generalRequirement?.text ?? '',
  ...document.sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs.map(({ text }) => text)]),
  ...pointsOf(document).flatMap(({ point }) => [point.heading, point.text]),
  ...tasksOf(document).flatMap(({ category, task, requirement, unitsText }) => [
    category ?? '',
    task ?? '',
    requirement,
    unitsText,
  ]),
];

/** Each text is about one thing, such as a point, a task or a paragraph. */
export const texts: string[] = [
  ...documents.flatMap(textsOf),
  ...jurisdictions.flatMap(({ id }) => unitsOf(id).map(({ name }) => name)),
  ...topics.flatMap(({ topic }) => [topic.name, topic.description]),
];

/** Longest run of dictionary words that counts as one word: 城乡 低 保. */
const maxParts = 3;
const maxCharacters = 8;
/** A run of several dictionary words must stand in this many texts. */
const minTexts = 2;
/** Words in more texts than this tell nothing apart: 信息, 公开. */
const maxTexts = 40;

/** Single characters that no word of several parts begins or ends with. */
const particles =
  /^[的和等及与在对要将为以向按由从把被让其各该本或并不了是有个中上下内外年月日第做好]|[的和等及与在对要将为以向按由从把被让其各该本或并不了是]$/u;

function* wordsIn(text: string, segmenter: Intl.Segmenter): Generator<string> {
  for (const [run] of text.matchAll(/\p{Script=Han}+/gu)) {
    const parts = [...segmenter.segment(run)].map(({ segment }) => segment);
    for (const from of parts.keys()) {
      for (let count = 1; count <= maxParts && from + count <= parts.length; count++) {
        const word = parts.slice(from, from + count).join('');
        const { length } = Array.from(word);
        if (length < 2 || length > maxCharacters) continue;
        if (count === 1 || !particles.test(word)) yield count === 1 ? word : `+${word}`;
      }
    }
  }
}

/** @returns words of few texts, and words of so many that they tell nothing apart */
export function listWords(): { words: string[]; commonWords: string[] } {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const counts = new Map<string, number>();
  const single = new Set<string>();
  for (const text of texts) {
    const found = [...wordsIn(text, segmenter)];
    for (const word of found) if (!word.startsWith('+')) single.add(word);
    for (const word of new Set(found.map((entry) => entry.replace('+', '')))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const kept = [...counts].filter(([word, count]) => single.has(word) || count >= minTexts);
  return {
    words: kept.filter(([, count]) => count <= maxTexts).map(([word]) => word),
    commonWords: kept.filter(([, count]) => count > maxTexts).map(([word]) => word),
  };
}
