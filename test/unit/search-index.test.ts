import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { OpenAnswer } from '../../api/contract/open-answer.ts';
import { answerRecord, readAnswers } from '../../site/lib/search/answers.ts';
import { gatherText } from '../../site/lib/search/pairs.ts';
import { writeIndex } from '../../site/lib/search/write-index.ts';

const answer: OpenAnswer = {
  receiptCode: 'GX261121-7K3QF',
  place: 'guanxian',
  year: 2021,
  kind: 'question',
  title: '<养老> & 医保',
  text: '哪里能看 看名单？\n\n谢谢',
  about: 'guanxian-2021/tasks/17',
  aboutTitle: '第 17 项任务：深化社会保障',
  unit: 'minzhengju',
  unitName: '冠县民政局',
  reply: '见犇犇栏目。',
  receivedAt: '2026-11-20T01:00:00.000Z',
  publishedAt: '2026-11-22T01:00:00.000Z',
  repliedAt: '2026-11-21T17:30:00.000Z',
  correctedAt: null,
  isSample: false,
  files: [],
  url: 'https://county.example/answers/GX261121-7K3QF/',
};

const folder = mkdtempSync(join(tmpdir(), 'search-index-'));
const file = join(folder, 'answers.json');
afterAll(() => rmSync(folder, { recursive: true }));

const readAnswersFrom = (content: unknown) => {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readAnswers(file);
};

describe('a published answer in the search index', () => {
  it('a published answer is indexed by text, place, year, unit and date under its stable address', () => {
    const { url, content, meta, filters, sort } = answerRecord(answer);
    expect(url).toBe('/answers/GX261121-7K3QF/');
    expect(gatherText(content).split('\n')).toEqual([
      ...['<养老> &医保', '第17项任务：深化社会保障', '哪里能看 看名单？', '谢谢', '冠县民政局', '见犇犇栏目。'],
    ]);
    expect(meta?.['kind']).toContain('答复');
    expect(filters).toEqual({
      kind: ['answer'],
      place: ['guanxian'],
      year: ['2021'],
      unit: ['guanxian/minzhengju'],
    });
    expect(sort).toEqual({ date: '2026-11-22 01:30' });
  });

  it('a published answer is labelled as a sample when it is one', () => {
    expect(gatherText(answerRecord({ ...answer, isSample: true }).meta?.['kind'] ?? '')).toBe('答复（演示数据）');
  });
});

describe('loading published answers for the index', () => {
  it('loads no answers when no source is configured', async () => {
    expect(await readAnswers(undefined)).toEqual([]);
    expect(await readAnswers('')).toEqual([]);
  });

  it('drops unknown fields from the answers file', async () => {
    expect(await readAnswersFrom([{ ...answer, name: '王小明', contact: '13800138000' }])).toEqual([answer]);
  });

  it('refuses an answers file that is missing, truncated or malformed', async () => {
    await expect(readAnswers(join(folder, 'none.json'))).rejects.toThrow(/未能从 .*none\.json 读到公开答复/u);
    await expect(readAnswers('http://127.0.0.1:9/data/answers.json')).rejects.toThrow(/未能从 .* 读到公开答复/u);
    for (const wrong of [`[${JSON.stringify(answer)}`, '{}', [{ ...answer, receiptCode: '../staff' }]]) {
      await expect(readAnswersFrom(wrong)).rejects.toThrow(/未能从 .* 读到公开答复/u);
    }
  });
});

describe('the search index of the built site', () => {
  const index = join(folder, 'pagefind');
  const wordsIn = () =>
    readdirSync(join(index, 'fragment')).map((name) =>
      gunzipSync(readFileSync(join(index, 'fragment', name))).toString('utf8'),
    );
  const readNote = (): unknown => JSON.parse(readFileSync(join(index, 'answers.json'), 'utf8'));

  it('the search index contains an answer while it is published and no word of it after the next build', async () => {
    const pages = await writeIndex('dist', index, [answer]);
    expect(pages).toBeGreaterThan(300);
    expect(wordsIn()).toHaveLength(pages + 1);
    expect(wordsIn().filter((words) => words.includes('见犇 犇犇'))).toHaveLength(1);
    expect(readNote()).toMatchObject({ count: 1 });
    await writeIndex('dist', index, []);
    expect(wordsIn()).toHaveLength(pages);
    expect(wordsIn().filter((words) => words.includes('犇'))).toEqual([]);
    expect(readNote()).toMatchObject({ count: 0 });
  });

  it('the search index consists of small pieces, so that a query fetches little', () => {
    const pieces = readdirSync(join(index, 'index')).map((name) => statSync(join(index, 'index', name)).size);
    expect(pieces.length).toBeGreaterThan(30);
    expect(Math.max(...pieces)).toBeLessThan(12 * 1024);
  });
});
