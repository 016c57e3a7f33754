import { describe, expect, it } from 'vitest';
import { createFinder } from '../../api/domain/search/find.ts';
import type { Knowledge, SoundTable, SpellingTable, StoredPage } from '../../api/domain/search/knowledge.ts';
import { blurSound, createSpelling } from '../../api/domain/search/spelling.ts';
import { createPinyinSuggester, suggest } from '../../api/domain/search/suggest.ts';

const knowledge: Knowledge = {
  places: [
    { id: 'mouxian', names: ['某县'] },
    { id: 'linxian', names: ['邻县'] },
  ],
  units: [
    { names: ['民政局'], pages: ['/units/mouxian/minzhengju/', '/units/linxian/minzhengju/'] },
    { names: ['公安局'], pages: ['/units/mouxian/gonganju/'] },
    { names: ['生态环境局', '环境局'], pages: ['/units/mouxian/huanjingju/'] },
  ],
  synonyms: [
    { said: ['低保', '吃低保'], written: ['社会救助', '困难群众'], units: ['民政局'], isUnit: false },
    { said: ['驾照'], written: [], units: ['公安局'], isUnit: false },
    { said: ['派出所'], written: [], units: ['公安局'], isUnit: true },
    { said: ['打疫苗'], written: ['疫苗接种'], units: [], isUnit: false },
  ],
  topics: [{ page: '/topics/yanglao/', name: '养老', words: ['养老服务'] }],
  suggestions: ['养老服务', '社会养老'],
};

const table: SpellingTable = {
  traditional: '養務',
  simplified: '养务',
  lookAlikes: { 困: '因', 救: '求' },
  words: '培训 浪溪河 困难群众 养老服务',
  commonWords: '信息 社会',
};

const sounds: SoundTable = {
  yang: '养',
  lao: '老',
  fu: '服府',
  wu: '务雾',
  pei: '培陪',
  xun: '训',
  min: '民',
  zheng: '政正',
  ju: '局',
  di: '低',
  bao: '保宝',
  she: '社',
  hui: '会',
  jiu: '救',
  qiu: '求',
  zhu: '助',
  yi: '疫',
  miao: '苗',
  jie: '接节',
  zhong: '种',
  nan: '难男',
  lan: '兰',
  kun: '困',
  qun: '群',
};

const page = (url: string, title: string, text: string, place = 'mouxian', year = '2023'): StoredPage => ({
  url,
  title,
  kind: '任务',
  where: '',
  isPast: false,
  text: `${title}\n${text}`,
  filters: { kind: url.startsWith('/units/') ? 'unit' : 'task', place, years: [year], units: [] },
  date: year,
});

const pages = [
  page('/documents/mouxian-2023/tasks/1/', '深化社会救助信息公开', '县民政局'),
  page('/documents/mouxian-2021/tasks/2/', '关注困难群众生活', '', 'mouxian', '2021'),
  page('/documents/linxian-2023/tasks/1/', '做好社会救助', '', 'linxian'),
  page('/documents/mouxian-2023/tasks/3/', '公开养老服务政策', '开展业务培训，推进疫苗接种，浪溪河治理'),
  page('/units/mouxian/minzhengju/', '某县民政局', ''),
  page('/units/linxian/minzhengju/', '邻县民政局', '', 'linxian'),
  page('/units/mouxian/gonganju/', '某县公安局', ''),
  page('/units/mouxian/huanjingju/', '某县生态环境局', ''),
];

const finder = createFinder({ pages, knowledge, table, sounds });
const find = (query: string, filters = {}, near: string | null = null) =>
  finder.find({ query, filters, isByDate: false, isVerbatim: false }, near);
const found = (query: string, filters = {}) => find(query, filters).hits.map(({ url }) => url);

describe('an everyday question', () => {
  it('finds the documents’ words for everyday words, whatever question words and dialect stand around them', () => {
    for (const query of ['低保', '俺想吃低保咋弄', '低保怎么申请？', '请问低保归谁管']) {
      expect([query, found(query).slice(0, 3).sort()]).toEqual([
        query,
        ['/documents/linxian-2023/tasks/1/', '/documents/mouxian-2021/tasks/2/', '/documents/mouxian-2023/tasks/1/'],
      ]);
      expect(find(query).hits.map(({ by }) => by)).toContain('社会救助');
    }
  });

  it('takes the place and the year that it names as filters', () => {
    expect(found('邻县低保')).toEqual(['/units/linxian/minzhengju/', '/documents/linxian-2023/tasks/1/']);
    expect(found('2021年低保')).toEqual(['/documents/mouxian-2021/tasks/2/']);
    expect(found('21年低保')).toEqual(['/documents/mouxian-2021/tasks/2/']);
  });

  it('says that pages are of another place if the named one has none', () => {
    expect(find('邻县打疫苗')).toMatchObject({ isElsewhere: true });
    expect(found('邻县打疫苗')).toEqual(['/documents/mouxian-2023/tasks/3/']);
  });

  it('keeps to a chosen place, and shows first who handles the matter there', () => {
    expect(found('低保', { place: 'linxian' })).toEqual([
      '/units/linxian/minzhengju/',
      '/documents/linxian-2023/tasks/1/',
    ]);
  });

  it('lists pages of the remembered county first, without leaving out others', () => {
    const urls = find('低保', {}, 'linxian').hits.map(({ url }) => url);
    expect(urls[0]).toBe('/documents/linxian-2023/tasks/1/');
    expect(urls).toContain('/documents/mouxian-2023/tasks/1/');
  });
});

describe('the name of a unit in a search', () => {
  it('shows the unit before the pages that mention it, also by another name', () => {
    expect(found('民政局').slice(0, 2).sort()).toEqual(['/units/linxian/minzhengju/', '/units/mouxian/minzhengju/']);
    expect(found('某县民政局')[0]).toBe('/units/mouxian/minzhengju/');
    expect(found('派出所')).toEqual(['/units/mouxian/gonganju/']);
    expect(found('环境局电话')).toEqual(['/units/mouxian/huanjingju/']);
  });
});

describe('a mistyped search', () => {
  it.each([
    ['养老服雾', '养老服务'],
    ['陪训', '培训'],
    ['民正局', '民政局'],
    ['社会求助', '社会救助'],
    ['因难群众', '困难群众'],
    ['困兰群众', '困难群众'],
    ['养老务', '养老服务'],
    ['养老老服务', '养老服务'],
    ['yanglao fuwu', '养老服务'],
    ['dibao', '低保'],
    ['養老服務', '养老服务'],
  ])('shows pages for %s as %s', (typed, meant) => {
    const { corrected, hits } = find(typed);
    expect(corrected).toBe(meant);
    expect(hits.length).toBeGreaterThan(0);
  });

  it('searches the typed words alone on request', () => {
    const state = { query: '养老服雾', filters: {}, isByDate: false, isVerbatim: true };
    expect(finder.find(state)).toMatchObject({ hits: [], corrected: null });
  });

  it('takes sounds for each other that many speakers do not tell apart, and no others', () => {
    expect(['zhong', 'nan', 'sheng', 'jing', 'ren'].map(blurSound)).toEqual(['zong', 'lan', 'sen', 'jin', 'ren']);
    const { costOf } = createSpelling(table, sounds);
    expect(costOf('陪', '培')).toBeLessThan(costOf('兰', '难'));
    expect(costOf('兰', '难')).toBeLessThan(costOf('民', '难'));
  });
});

describe('a search for what the site does not have', () => {
  it('stays empty, even if a part of the question is a known word', () => {
    for (const query of ['奥运会', '机器人培训营', '世界杯社会', '鑫', '驾照', '信息']) {
      expect([query, found(query).filter((url) => !url.includes('tasks/1'))]).toEqual([query, []]);
    }
  });

  it('names the unit that usually handles it', () => {
    expect(find('驾照丢了').handlers.map(({ url }) => url)).toEqual(['/units/mouxian/gonganju/']);
    expect(find('奥运会').handlers).toEqual([]);
  });
});

describe('suggestions while typing', () => {
  it('are words of the site and residents’ words, prefix matches first', () => {
    expect(suggest('养老', knowledge, 5)).toEqual(['养老服务', '社会养老']);
    expect(suggest('低', knowledge, 5)).toEqual(['低保', '吃低保']);
  });

  it('are words whose pinyin begins with the letters, and never other characters', () => {
    const suggestPinyin = createPinyinSuggester(knowledge, sounds);
    expect(suggestPinyin('yangl', 5)).toEqual(['养老服务']);
    expect(suggestPinyin('di bao', 5)).toEqual(['低保']);
    expect(suggestPinyin('yangjiu', 5)).toEqual([]);
  });
});
