import { describe, expect, it } from 'vitest';
import type { DatedRule } from '../../api/contract/rules.ts';
import { ruleFinder } from '../../api/domain/clock/rules.ts';
import { siteDefault } from '../../content/rules/index.ts';

const at = (local: string) => Date.parse(`${local}+08:00`);
const ruleSince = (jurisdiction: string, since: string): DatedRule => ({
  jurisdiction,
  since,
  workingDays: { simple: 2, standard: 7 },
  closesAt: '17:30',
  source: `${jurisdiction} ${since}`,
  clause: '七个工作日内答复。',
  url: '/documents/x/',
  isDefault: false,
});

describe('the reply rule for a comment', () => {
  const find = ruleFinder(
    [
      ruleSince('pingyin', '2024-03-01'),
      ruleSince('guanxian', '2021-06-28'),
      ruleSince('guanxian', '2026-01-01'),
      ruleSince('guanxian', '2023-05-01'),
    ],
    siteDefault,
  );

  it.each([
    ['2021-06-28T00:00:00.000', 'guanxian 2021-06-28'],
    ['2023-04-30T23:59:59.999', 'guanxian 2021-06-28'],
    ['2023-05-01T00:00:00.000', 'guanxian 2023-05-01'],
    ['2026-11-20T09:00:00.000', 'guanxian 2026-01-01'],
  ])('the reply rule for a comment received at %s is the newest the jurisdiction had then: %s', (received, source) => {
    expect(find('guanxian', at(received))).toMatchObject({ source, isDefault: false });
  });

  it('the reply rule falls back to the site’s default, labelled as such and with its clause', () => {
    expect(siteDefault).toMatchObject({ workingDays: { simple: 1, standard: 5 }, closesAt: '24:00', isDefault: true });
    expect([siteDefault.source, siteDefault.clause]).toEqual([
      '本站默认期限',
      '本地文件没有规定答复期限的，本站按5个工作日计算，简单问题按1个工作日计算，供参考。',
    ]);
    expect(find('guanxian', at('2021-06-27T23:59:59.999'))).toMatchObject(siteDefault);
    expect(find('liaocheng', at('2026-11-20T09:00'))).toMatchObject(siteDefault);
  });
});
