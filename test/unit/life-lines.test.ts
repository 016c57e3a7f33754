// The line of 办理经过 for facts whose words depend on what they hold.
import { describe, expect, it } from 'vitest';
import type { CommentEvent } from '../../api/life/life.ts';
import { describeEvent, describeEvents } from '../../api/life/trail.ts';
import { assigned, received, replied } from '../support/comment-events.ts';

const names: Record<string, string> = { minzhengju: '县民政局', yibaoju: '县医保局', jiaotiju: '县教体局' };
const nameUnit = (id: string) => names[id] ?? id;
const unit = 'minzhengju';
const at = 9;
const corrected: CommentEvent = { type: 'corrected', at, unit, text: 'h', reason: '补充' };
const drafted: CommentEvent = { type: 'drafted', at, unit, text: 'h' };
const declined: CommentEvent = { type: 'declined', at, reason: '', calendar: 1 };
const transferred: CommentEvent = { type: 'transferred', at, from: unit, unit: 'yibaoju', reason: '职责' };

describe('a line of the trail', () => {
  it.each<[string, CommentEvent, string, string]>([
    ['a comment', received, '收到留言', ''],
    ['a follow-up', { ...received, follows: 'GX261101-00009' }, '收到留言', '追问 GX261101-00009'],
    [
      'a standard comment',
      { type: 'classified', at, from: 'simple', to: 'standard', reason: '须会商' },
      '改为一般问题',
      '须会商',
    ],
    ['an assignment to one unit', assigned, '分办给县民政局', ''],
    ['an assignment with support', { ...assigned, helpers: 'yibaoju' }, '分办给县民政局', '县医保局协办'],
    ['a transfer', transferred, '转办给县医保局', '职责'],
    [
      'a transfer with support',
      { ...transferred, helpers: 'jiaotiju,minzhengju' },
      '转办给县医保局',
      '职责；县教体局、县民政局协办',
    ],
    ['a draft reply', drafted, '县民政局拟好答复，送审', ''],
    ['a draft correction', { ...drafted, reason: '补充' }, '县民政局拟好更正，送审', ''],
    ['an approval', { type: 'reviewed', at, passed: true, reason: '' }, '审核通过', ''],
    ['a rejection', { type: 'reviewed', at, passed: false, reason: '缺依据' }, '审核退回修改', '缺依据'],
    ['a refusal with ground only', { ...declined, ground: '正在诉讼' }, '不予受理', '正在诉讼'],
    ['a refusal with reason only', { ...declined, reason: '重复' }, '不予受理', '重复'],
    ['a refusal with both', { ...declined, ground: '正在诉讼', reason: '一审中' }, '不予受理', '正在诉讼；一审中'],
    ['a publication', { type: 'published', at }, '选登，公开展示', ''],
    ['a publication with a file', { type: 'published', at, files: '2' }, '选登，公开展示', '连同附件 2'],
    [
      'a publication with redactions',
      { type: 'published', at, blackouts: 'text:1-2,reply:3-8' },
      '选登，公开展示',
      '涂黑 2 处',
    ],
    ['an erasure by the resident', { type: 'erased', at }, '称呼、联系方式和附件已抹去', ''],
    [
      'an erasure after 24 months',
      { type: 'erased', at, months: 24 },
      '称呼、联系方式和附件已抹去',
      '办结满 24 个月，按保存期限自动抹去',
    ],
    ['a correction', corrected, '县民政局更正答复', '补充'],
  ])('says of %s what it holds', (_, event, what, note) => {
    expect(describeEvent(event, nameUnit)).toEqual({ what, note });
  });

  it('says that a correction takes a published answer down only if the reply had redactions', () => {
    const lineAfter = (...events: CommentEvent[]) =>
      describeEvents([received, assigned, replied, ...events, corrected], 'resident', nameUnit).at(-1)?.what;
    const published: CommentEvent = { type: 'published', at: 4 };
    expect([
      lineAfter(),
      lineAfter(published),
      lineAfter({ ...published, blackouts: 'text:1-2' }),
      lineAfter({ ...published, blackouts: 'reply:1-2' }),
      lineAfter({ ...published, blackouts: 'reply:1-2' }, { type: 'unpublished', at: 5, reason: '有误' }),
    ]).toEqual([
      '县民政局更正答复',
      '县民政局更正答复',
      '县民政局更正答复',
      '县民政局更正答复，选登随之撤下（原答复有涂黑，须重新选登）',
      '县民政局更正答复',
    ]);
  });
});
