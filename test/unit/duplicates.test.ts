// When two comments are the same question: pairs that residents could have sent, in other words or about another matter.
import { describe, expect, it } from 'vitest';
import { type Asked, compareQuestions, sameQuestion } from '../../api/domain/text/likeness.ts';
import samples from '../../seeds/demo/comments.json' with { type: 'json' };

const asked: Asked[] = samples.map(({ comment }) => comment);

/** The question of each sample in other words, and another question about the same subject. */
const others: [same: Asked, different: Asked][] = [
  [
    { title: '养老机构收费标准', text: '想了解我们镇养老服务机构的名单和收费标准，请问在哪里查？' },
    { title: '养老院护理员证怎么考', text: '我想在镇上的养老院做护理员，请问资格证怎么报考，费用多少？' },
  ],
  [
    { title: '小学报名什么时候开始', text: '请问今年义务教育入学报名时间是哪天，需要带什么材料？' },
    { title: '转学手续', text: '孩子从外地转回本县上初中，转学手续去哪里办，需要户口本吗？' },
  ],
  [
    { title: '补贴没公示', text: '今年的惠农补贴发放结果村里没有公示，什么时候公开？' },
    { title: '种粮补贴标准', text: '今年种粮补贴每亩多少钱，和去年比有没有变化？' },
  ],
  [
    { title: '老人资格认证', text: '老人行动不便，能不能上门办理养老待遇资格认证？' },
    { title: '高龄津贴没到账', text: '家里老人八十五岁，高龄津贴三个月没有到账，请问找哪个部门？' },
  ],
  [
    { title: '几天能答复', text: '我在网站留言，请问答复期限是几个工作日？节假日算吗？' },
    { title: '网站打不开', text: '政府网站的留言页面这几天一直打不开，请修一修。' },
  ],
  [
    { title: '体验区开放时间', text: '建议政务公开体验区周六开放，工作日没有时间去。' },
    { title: '体验区在哪', text: '第一次听说政务公开体验区，请问在哪条路，坐几路车？' },
  ],
];

const isAlike = (one: Asked, other: Asked) => compareQuestions(one)(other) >= sameQuestion;

describe('two comments', () => {
  it('are alike if they ask the same in other words, whichever came first', () => {
    expect(others).toHaveLength(asked.length);
    for (const [index, [same]] of others.entries()) {
      const sample = asked[index] as Asked;
      expect([sample.title, isAlike(sample, same), isAlike(same, sample)]).toEqual([sample.title, true, true]);
    }
  });

  it('are not alike if they ask something else about the same subject', () => {
    for (const [index, [same, different]] of others.entries()) {
      const sample = asked[index] as Asked;
      expect([sample.title, isAlike(sample, different), isAlike(same, different)]).toEqual([
        sample.title,
        false,
        false,
      ]);
    }
  });

  it('are not alike if they are about different subjects', () => {
    const pairs = asked.flatMap((one, index) => asked.slice(index + 1).map((other) => [one, other] as const));
    expect(pairs.filter(([one, other]) => isAlike(one, other)).map(([one, other]) => [one.title, other.title])).toEqual(
      [],
    );
  });

  it('are not alike by a few characters, so that no short comment serves as the twin of many', () => {
    const short = { title: '养老', text: '养老服务' };
    expect(isAlike(asked[0] as Asked, short)).toBe(false);
    expect(isAlike({ title: '', text: '' }, { title: '', text: '' })).toBe(false);
  });
});
