// What the form of each move asks for, and what it says before the move is made.
import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../api/contract/queue.ts';
import { recordedResidentMoves, staffMoves } from '../../api/life/life.ts';
import { doneWords, formOf } from '../../api/life/words.ts';

const reason = { as: 'text', label: '理由', rows: 3, isShort: true };
const unit = { as: 'unit' };
const helpers = { as: 'helpers' };
const text = { as: 'reply' };
const alikeSeen = { as: 'warning' };

describe('the form of a staff move', () => {
  it.each([
    ['release', {}],
    ['classify', { classification: { as: 'other-classification' }, reason }],
    ['categorize', { about: { as: 'subject' }, kind: { as: 'kind' } }],
    ['assign', { unit, helpers }],
    ['transfer', { unit, helpers, reason }],
    ['return', { reason }],
    ['reply', { text, alikeSeen }],
    [
      'decline',
      { ground: { as: 'ground' }, duplicateOf: { as: 'twin' }, reason: { ...reason, label: '补充说明（可以不填）' } },
    ],
    ['urge', { reason }],
    ['pass', { alikeSeen }],
    ['send-back', { reason }],
    ['correct', { text, reason, alikeSeen }],
    ['reopen', { unit, helpers }],
    ['uphold', { reason }],
    ['publish', { files: { as: 'own-form' }, blackouts: { as: 'own-form' } }],
    ['unpublish', { reason }],
    ['advise', { text: { as: 'text', label: '协办意见', rows: 6, isShort: false } }],
  ] as const)('%s asks for these fields', (name, fields) => {
    expect(formOf(name).fields).toEqual(fields);
  });

  it.each(Object.values(staffMoves).map(({ name }) => name))('%s confirms what was done', (name) => {
    expect(doneWords(name, false)).toMatch(/^已.+。$/u);
  });

  it('names the unit to urge, and none where none is named', () => {
    const button = (named: CaseView['unit']) => staffMoves.urge.form.button({ unit: named } as CaseView, '');
    expect([button({ id: 'minzhengju', name: '县民政局' }), button(null)]).toEqual(['督办县民政局', '督办']);
  });

  it('offers the other classification', () => {
    const button = (classification: 'simple' | 'standard') =>
      staffMoves.classify.form.button({ window: { classification } } as CaseView, '');
    expect([button('simple'), button('standard')]).toEqual(['改为一般问题', '改为简单问题']);
  });
});

describe('the form of a resident’s move', () => {
  it.each([
    [
      'rate',
      /^只能评一次，会计入公开的满意率/u,
      {
        solved: { as: 'score', label: '解决程度', worst: '没有解决', best: '完全解决' },
        speed: { as: 'score', label: '办理时间', worst: '太慢', best: '很快' },
        manner: { as: 'score', label: '办理态度', worst: '很差', best: '很好' },
      },
    ],
    [
      'dispute',
      /^退回政务公开办，责任单位可以更正答复；每次答复只能说一次/u,
      {
        text: {
          as: 'text',
          label: '哪里没有答到？',
          hint: '5 到 500 个字，给政务公开办和责任单位看，不公开',
          rows: 4,
        },
      },
    ],
    ['withhold', /收回后不能再改回来；答复不受影响。$/u, {}],
    ['withdraw', /^撤回后不再办理，也不能恢复。/u, {}],
    ['erase', /^抹去后不能恢复，也不会再收到通知。/u, {}],
  ] as const)('%s asks for these fields and says what follows', (name, explanation, fields) => {
    const { form } = recordedResidentMoves[name];
    expect(form.fields).toEqual(fields);
    expect(form.explanation({ isPublished: false })).toMatch(explanation);
  });
});
