// Residents' questions to the built site. The tuning questions shaped the vocabulary; the check questions were written before
// it and nobody looked at them meanwhile. Each floor is a little below what was measured on 2026-11-30.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFinder } from '../../api/domain/search/find.ts';
import { readQuestions, score } from '../support/search-questions.ts';

const readTable = (name: string) => JSON.parse(readFileSync(`dist/search/${name}.json`, 'utf8'));

const pages = readTable('pages');
const finder = createFinder({
  pages,
  knowledge: readTable('words'),
  table: readTable('spelling'),
  sounds: readTable('sounds'),
});
const find = (query: string) =>
  finder.find({ query, filters: {}, isByDate: false, isVerbatim: false }).hits.map(({ url }) => url);

const files = { tuning: 'test/fixtures/search-questions.tsv', check: 'test/fixtures/search-questions-check.tsv' };

/** Minimum recall among the first ten results, by kind of question. */
const floors: Record<keyof typeof files, Record<string, number>> = {
  tuning: {
    日常: 0.93,
    简称: 0.95,
    同音: 0.95,
    形近: 0.9,
    拼音: 0.9,
    方言: 0.87,
    地区年份: 0.95,
    单位: 0.93,
    多词: 0.91,
  },
  check: { 日常: 0.9, 简称: 0.9, 同音: 0.9, 形近: 0.8, 拼音: 0.9, 方言: 0.8, 地区年份: 0.85, 单位: 0.9, 多词: 0.9 },
};

describe.each(['tuning', 'check'] as const)('the %s questions', (name) => {
  const questions = readQuestions(files[name], pages);

  it.each(Object.entries(floors[name]))('of the kind %s find at least %d of their right pages', (kind, floor) => {
    const { recall } = score(
      questions.filter((question) => question.kind === kind),
      find,
    );
    expect(recall).toBeGreaterThanOrEqual(floor);
  });

  it('show nothing in at most one of twenty cases, and nothing at all for what is nowhere on the site', () => {
    const { showNothing, stayEmpty } = score(questions, find);
    expect(showNothing).toBeLessThanOrEqual(0.05);
    expect(stayEmpty).toBe(1);
  });
});

describe('a check question', () => {
  it('is no tuning question', () => {
    const tuning = new Set(readQuestions(files.tuning, pages).map(({ query }) => query));
    expect(readQuestions(files.check, pages).filter(({ query }) => tuning.has(query))).toEqual([]);
  });
});
