// The search questions of test/fixtures, with their right pages.
import { readFileSync } from 'node:fs';
import type { StoredPage } from '../../api/domain/search/knowledge.ts';

export interface Question {
  kind: string;
  query: string;
  /** Addresses of the right pages; none for what is nowhere on the site. */
  right: Set<string>;
}

const toPattern = (address: string) =>
  new RegExp(`^${address.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').replaceAll('\\*', '[^/]*')}$`, 'u');

/**
 * An address, in which a star stands for any part of a name, or words of the page's text joined by `+`, such as
 * `养老+补贴@pingyin`: pages of 平阴 with both words. Alternatives are separated by spaces.
 */
function fits(rule: string, { url, text }: StoredPage): boolean {
  if (rule.startsWith('/')) return toPattern(rule).test(url);
  const [words = '', place] = rule.split('@');
  return (place === undefined || url.includes(`/${place}`)) && words.split('+').every((word) => text.includes(word));
}

/** @param file a table with kind, question and rules for its right pages, separated by tabs */
export function readQuestions(file: string, pages: StoredPage[]): Question[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [kind = '', query = '', rules = ''] = line.split('\t');
      const right = pages.filter((page) => rules.split(' ').some((rule) => rule !== '' && fits(rule, page)));
      return { kind, query, right: new Set(right.map(({ url }) => url)) };
    });
}

const shown = 10;

export interface Score {
  /** Mean share of the right pages among the first ten, of at most ten. */
  recall: number;
  /** Share of questions with right pages that show nothing. */
  showNothing: number;
  /** Share of questions without right pages that show nothing. */
  stayEmpty: number;
}

/** @param found the addresses that a question shows, best first */
export function score(questions: Question[], found: (query: string) => string[]): Score {
  const asked = questions.map(({ query, right }) => ({ right, top: found(query).slice(0, shown) }));
  const answerable = asked.filter(({ right }) => right.size > 0);
  const nowhere = asked.filter(({ right }) => right.size === 0);
  const share = (count: number, of: number) => (of === 0 ? Number.NaN : count / of);
  const recalls = answerable.map(
    ({ right, top }) => top.filter((url) => right.has(url)).length / Math.min(shown, right.size),
  );
  return {
    recall: share(
      recalls.reduce((sum, recall) => sum + recall, 0),
      recalls.length,
    ),
    showNothing: share(answerable.filter(({ top }) => top.length === 0).length, answerable.length),
    stayEmpty: share(nowhere.filter(({ top }) => top.length === 0).length, nowhere.length),
  };
}
