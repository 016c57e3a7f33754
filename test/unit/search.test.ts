import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../api/domain/search/excerpt.ts';
import { readState, writeState } from '../../api/domain/search/state.ts';
import { indexTerms } from '../../api/domain/search/terms.ts';
import { containsQuery, findMatches, foldText, splitQuery } from '../../api/domain/text/matching.ts';
import {
  abbreviationListSchema,
  documentSchema,
  jurisdictionSchema,
  synonymListSchema,
  topicSchema,
  unitListSchema,
} from '../../content/schema.ts';
import { namesOfUnit } from '../../content/unit-names.ts';
import { gatherText, spread } from '../../site/lib/search/pairs.ts';
import { spreadPage } from '../../site/lib/search/spread-page.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const readFolder = (folder: string) => readdirSync(folder).map((file) => readJson(join(folder, file)));

const synonyms = synonymListSchema.parse(readJson('content/synonyms.json'));
const abbreviations = abbreviationListSchema.parse(readJson('content/unit-abbreviations.json'));
const topics = readFolder('content/topics').map((file) => topicSchema.parse(file));
const documents = readFolder('content/documents').map((file) => documentSchema.parse(file));
/** The documents' printed text, without later annotations. */
const printed = documents
  .map(({ annotations: _, leftOut: __, ...document }) => foldText(JSON.stringify(document)))
  .join('');

describe('matching a query', () => {
  it('a query ignores width, case, brackets and the space after a number', () => {
    expect(foldText('冠政办发［２０２１］９号')).toBe(foldText('冠政办发〔2021〕9号'));
    expect(splitQuery('5 个工作日')).toEqual(splitQuery('５个工作日'));
    expect(splitQuery('养老　服务')).toEqual(['养老', '服务']);
    expect(splitQuery('“”， 。')).toEqual([]);
  });

  it('a query matches across punctuation and reports positions in the original text', () => {
    const text = '答复期限（工作日）不得超过５个工作日。';
    expect(containsQuery(text, '期限工作日 5个')).toBe(true);
    expect(containsQuery(text, '期限 十个')).toBe(false);
    expect(containsQuery('期限\n不得', '期限不得')).toBe(false);
    expect(findMatches(text, ['期限工作日', '5个']).map(([from, to]) => text.slice(from, to))).toEqual([
      '期限（工作日',
      '５个',
    ]);
  });

  it('a query looks up overlapping character pairs, and numbers only when nothing else remains', () => {
    expect(indexTerms('县民政局')).toEqual(['县民', '政局']);
    expect(indexTerms('教体局')).toEqual(['教体', '体局']);
    expect(indexTerms('5 个工作日')).toEqual(['个工', '作日']);
    expect(indexTerms('〔2021〕9号')).toEqual(['2021', '9', '号']);
    expect(indexTerms('一二三四五六七八九十一二三四五六七八九十甲乙丙丁戊己庚辛').length).toBe(8);
  });

  it('a query looks up only pairs that every matching text contains', () => {
    const character = fc.constantFrom(...'养老服务信息公开，、 5次a');
    const anyText = fc.string({ unit: character, minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, from, length) => {
        const query = text.slice(from % text.length, (from % text.length) + 1 + (length % 8));
        const indexed = spread(text.toLowerCase()).split(/[^\p{L}\p{N}]+/u);
        for (const term of indexTerms(query)) {
          expect([term, indexed.some((word) => word.startsWith(term) || word.endsWith(term))]).toEqual([term, true]);
        }
      }),
    );
  });
});

describe('text prepared for the index', () => {
  it('the original text can be restored from the indexed text', () => {
    for (const { sections } of documents) {
      for (const { text } of sections.flatMap(({ points }) => points))
        expect(gatherText(`${spread(text)} ¶. ${spread(text)} ¶.`)).toBe(`${text}\n${text}`);
    }
  });

  it('indexed text starts a term at every character so that a single character is found', () => {
    expect(spread('县民政局、税')).toBe(' 县民 民政 政局 局 、 税 ');
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'养老服务，5 '), maxLength: 20 }), (text) => {
        const words = spread(text).split(/[^\p{L}\p{N}]+/u);
        for (const character of text.match(/\p{Script=Han}/gu) ?? [])
          expect([character, words.some((word) => word.startsWith(character))]).toEqual([character, true]);
      }),
    );
  });

  it('indexed text keeps a typed space between two words', () => {
    expect(gatherText(`${spread('养老 老人食堂 在哪')} ¶`)).toBe('养老 老人食堂 在哪');
  });

  it('indexed text leaves out labels and ids and keeps a sentence with inline elements whole', () => {
    const page = spreadPage(
      '<main><h1>外</h1><div data-pagefind-body><h2 data-pagefind-ignore>标签</h2><p>期限<span id="m1">不得</span></p></div></main>',
    );
    expect(page).toContain('<p> 期限 限不 不得 得  ¶</p>');
    expect(page).not.toMatch(/外|标签|id=/u);
    expect(spreadPage('<main><p>不找</p></main>')).toBeNull();
  });
});

describe('search excerpts', () => {
  it('a search excerpt marks the exact match and shows where text is omitted', () => {
    const text = `${'前'.repeat(40)}养老服务${'后'.repeat(200)}`;
    const parts = excerptOf(text, ['养老服务']);
    expect(parts.filter(({ isMatch }) => isMatch).map((part) => part.text)).toEqual(['养老服务']);
    expect(parts[0]?.text).toBe('…');
    expect(parts.at(-1)?.text).toBe('…');
  });
});

describe('the address of a search', () => {
  it('a search address preserves the query, every filter and the sort order', () => {
    const state = {
      query: '养老 服务',
      filters: { place: 'guanxian', year: '2021', kind: 'task' },
      isByDate: true,
      isVerbatim: true,
    };
    expect(readState(new URLSearchParams(writeState(state)))).toEqual(state);
    expect(writeState({ query: '养老', filters: {}, isByDate: false, isVerbatim: false })).toBe(
      `?q=${encodeURIComponent('养老')}`,
    );
  });
});

describe('the reviewed search vocabulary', () => {
  it('the search vocabulary maps only to words that a document prints', () => {
    const missing = [...synonyms.flatMap(({ written }) => written), ...topics.flatMap(({ words }) => words)].filter(
      (word) => !printed.includes(foldText(word)),
    );
    expect(missing).toEqual([]);
  });

  it('the search vocabulary lists each word once and never maps a word to itself', () => {
    const said = synonyms.flatMap((synonym) => synonym.said);
    expect(said.filter((word, index) => said.indexOf(word) !== index)).toEqual([]);
    expect(synonyms.flatMap(({ said: own, written }) => own.filter((word) => written.includes(word)))).toEqual([]);
    expect(new Set(topics.map(({ name }) => name)).size).toBe(topics.length);
  });

  it('the search vocabulary abbreviates units as people do', () => {
    const jurisdictions = readFolder('content/jurisdictions').map((file) => jurisdictionSchema.parse(file));
    const lists = readFolder('content/units').map((file) => unitListSchema.parse(file));
    const namesIn = (place: string, id: string) => {
      const jurisdiction = jurisdictions.find((one) => one.id === place);
      const unit = lists.find((list) => list.jurisdiction === place)?.units.find((one) => one.id === id);
      return jurisdiction && unit ? namesOfUnit(unit, jurisdiction, abbreviations) : [];
    };
    expect(namesIn('guanxian', 'jiaotiju')).toEqual(['教育和体育局', '教育体育局', '教体局']);
    expect(namesIn('taiqian', 'weijianwei')).toContain('卫健委');
    expect(namesIn('liaocheng', 'fagaiwei')).toContain('发改委');
    expect(namesIn('guanxian', 'ge-xiangzhen-jiedao')).toEqual([]);
  });
});
