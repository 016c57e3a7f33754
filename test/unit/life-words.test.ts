// What staff and residents read: the trail of a comment, and the forms of every move.
import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../api/contract/queue.ts';
import { type CommentEvent, recordedResidentMoves, residentMoves, staffMoves } from '../../api/life/life.ts';
import { describeEvents } from '../../api/life/trail.ts';

const at = Date.parse('2026-11-20T09:00:00+08:00');
const units: Record<string, string> = { minzhengju: '县民政局', yibaoju: '县医保局', jiaotiju: '县教体局' };
const nameUnit = (id: string) => units[id] ?? id;

/** Every fact once, or twice if its wording varies. */
const life: CommentEvent[] = [
  { type: 'received', at, jurisdiction: 'guanxian', kind: 'question', about: 'x', sample: false, text: 'h' },
  { type: 'held', at, reason: 'unproved' },
  { type: 'released', at },
  { type: 'classified', at, from: 'standard', to: 'simple', reason: '一句话可以答复' },
  { type: 'assigned', at, unit: 'minzhengju', helpers: 'yibaoju,jiaotiju' },
  { type: 'transferred', at, from: 'minzhengju', unit: 'yibaoju', reason: '属于医保' },
  { type: 'advised', at, unit: 'jiaotiju', text: 'h' },
  { type: 'urged', at, reason: '明天到期' },
  { type: 'returned', at, unit: 'yibaoju', reason: '不属于本单位' },
  { type: 'contact-viewed', at, reason: '核实地址' },
  { type: 'recomputed', at, from: '2026-11-27', to: '2026-11-30', calendar: 2 },
  { type: 'drafted', at, unit: 'minzhengju', text: 'h' },
  { type: 'reviewed', at, passed: false, reason: '缺依据' },
  { type: 'reviewed', at, passed: true, reason: '' },
  { type: 'replied', at, unit: 'minzhengju', text: 'h', calendar: 1 },
  { type: 'published', at, files: '1,3', blackouts: 'reply:3-8' },
  { type: 'disputed', at, text: 'h' },
  { type: 'upheld', at, reason: '已答到' },
  { type: 'corrected', at, unit: 'minzhengju', text: 'h', reason: '补充' },
  { type: 'published', at },
  { type: 'unpublished', at, reason: '有误' },
  { type: 'rated', at, solved: 4, speed: 5, manner: 3 },
  { type: 'consent-withdrawn', at },
  { type: 'erased', at, months: 12 },
  { type: 'erased', at },
  { type: 'declined', at, reason: '', calendar: 1, ground: '不属于本级', channel: '请拨打', telephone: '12345' },
  { type: 'declined', at, reason: '重复', calendar: 1 },
  { type: 'withdrawn', at },
];

const linesFor = (reader: 'staff' | 'resident') =>
  describeEvents(life, reader, nameUnit).map(({ what, note }) => [what, note]);

const trail = [
  ['收到留言', ''],
  ['待人工核对，期限照常计算', '没有完成自动验证，例如浏览器没有运行脚本'],
  ['核对无误，照常办理', ''],
  ['改为简单问题', '一句话可以答复'],
  ['分办给县民政局', '县医保局、县教体局协办'],
  ['转办给县医保局', '属于医保'],
  ['县教体局提出协办意见', ''],
  ['政务公开办督办', '明天到期'],
  ['县医保局退回', '不属于本单位'],
  ['查看联系方式', '核实地址'],
  ['期限由 11月27日（周五） 改为 11月30日（周一）', '国务院公布或调整了节假日安排'],
  ['县民政局拟好答复，送审', ''],
  ['审核退回修改', '缺依据'],
  ['审核通过', ''],
  ['县民政局答复', ''],
  ['选登，公开展示', '连同附件 1、3，涂黑 1 处'],
  ['留言人认为答非所问', ''],
  ['维持原答复', '已答到'],
  ['县民政局更正答复，选登随之撤下（原答复有涂黑，须重新选登）', '补充'],
  ['选登，公开展示', ''],
  ['撤下，不再公开展示', '有误'],
  ['留言人评价', '解决程度 4，办理时间 5，办理态度 3（满分 5）'],
  ['留言人收回公开的同意', ''],
  ['称呼、联系方式和附件已抹去', '办结满 12 个月，按保存期限自动抹去'],
  ['称呼、联系方式和附件已抹去', ''],
  ['不予受理', '不属于本级'],
  ['不予受理', '重复'],
  ['留言人撤回', ''],
];

describe('the trail of a comment', () => {
  it('the trail shows staff every fact with its reason', () => {
    expect(linesFor('staff')).toEqual(trail);
  });

  it('the trail shows the resident everything except contact views and the reviewer’s reason', () => {
    const forResident = trail
      .filter(([what]) => what !== '查看联系方式')
      .map(([what, note]) => [what, what === '审核退回修改' ? '' : note]);
    expect(linesFor('resident')).toEqual(forResident);
  });
});

const subject = {
  receiptCode: 'GX261120-7K3QF',
  title: '养老名单',
  unit: { id: 'minzhengju', name: '县民政局' },
  reply: { text: '您好' },
  reviewers: 0,
  draft: null,
  window: { classification: 'standard' },
  otherWindow: { workingDays: 1 },
} as unknown as CaseView; // The forms read only these of a case's forty fields.
const inReview = (passed: number): CaseView => ({ ...subject, reviewers: 2, draft: { passed } }) as unknown as CaseView;

describe('the form of a staff move', () => {
  it.each([
    ['release', ['放行，照常办理', '放行，照常办理'], '已放行。', []],
    ['classify', ['改为简单问题', '改为简单问题'], '已改类。', ['classification', 'reason']],
    ['categorize', ['确定涉及事项和类型', '确定涉及事项和类型'], '已明确涉及事项。', ['about', 'kind']],
    ['assign', ['分办', '分给县医保局'], '已分办。', ['unit', 'helpers']],
    ['transfer', ['转办', '转给县医保局'], '已转办。', ['unit', 'helpers', 'reason']],
    ['return', ['退回政务公开办', '退回政务公开办'], '已退回。', ['reason']],
    ['reply', ['答复 GX261120-7K3QF', '答复 GX261120-7K3QF'], '已答复。', ['text', 'alikeSeen']],
    ['decline', ['不予受理', '不予受理'], '已不予受理。', ['ground', 'duplicateOf', 'reason']],
    ['reopen', ['重新受理', '重新受理，分给县医保局'], '已重新受理。', ['unit', 'helpers']],
    ['urge', ['督办县民政局', '督办县民政局'], '已督办。', ['reason']],
    [
      'pass',
      ['通过 GX261120-7K3QF 的答复', '通过 GX261120-7K3QF 的答复'],
      '已审核通过，答复已经发给留言人。',
      ['alikeSeen'],
    ],
    ['send-back', ['退回单位修改', '退回单位修改'], '已退回修改。', ['reason']],
    [
      'correct',
      ['更正答复 GX261120-7K3QF', '更正答复 GX261120-7K3QF'],
      '已更正答复。',
      ['text', 'reason', 'alikeSeen'],
    ],
    ['uphold', ['维持原答复', '维持原答复'], '已维持。', ['reason']],
    ['publish', ['选登', '选登'], '已选登。', ['files', 'blackouts']],
    ['unpublish', ['撤下', '撤下'], '已撤下。', ['reason']],
    ['advise', ['提出协办意见 GX261120-7K3QF', '提出协办意见 GX261120-7K3QF'], '已提出协办意见。', ['text']],
  ] as const)('the form of the move %s names its button, its fields and its result', (name, buttons, done, fields) => {
    const { form, done: confirm } = staffMoves[name];
    expect([form.button(subject, ''), form.button(subject, '县医保局')]).toEqual(buttons);
    expect(confirm(false)).toBe(done);
    expect(Object.keys(form.fields)).toEqual(fields);
  });

  it.each([
    ['release', /确认是真实的留言/u],
    ['classify', /期限为 1 个工作日，从收到留言时算起/u],
    ['transfer', /转办不改变答复期限/u],
    ['return', /退回不改变答复期限，协办随之结束/u],
    ['reply', /^发出后留言人即可看到，不能撤回。答复的是：「养老名单」$/u],
    ['decline', /原样告诉留言人；答复期限到此为止/u],
    ['urge', /期限不变/u],
    ['pass', /通过后立即发给留言人，不能撤回。答复的是：「养老名单」$/u],
    ['send-back', /留言人看不到；退回不改变答复期限/u],
    ['correct', /是否按期的结论不变。答复的是：「养老名单」$/u],
    ['uphold', /理由会原样告诉留言人/u],
    ['publish', /不含称呼和联系方式/u],
    ['advise', /^意见给县民政局和政务公开办看，留言人和公众看不到；由县民政局答复。$/u],
  ] as const)('the form of the move %s explains the consequences beforehand', (name, words) => {
    expect(staffMoves[name].form.explanation(subject)).toMatch(words);
  });

  it('the forms of a reply in review say that reviewers send it, and that the last approval sends it at once', () => {
    const { reply, correct, pass, assign, unpublish } = staffMoves;
    expect(reply.form.button(inReview(0), '')).toBe('送审：答复 GX261120-7K3QF');
    expect(correct.form.button(inReview(0), '')).toBe('送审：更正答复 GX261120-7K3QF');
    expect(reply.form.explanation(inReview(0))).toMatch(/^由 2 位审核人审核，最后一位通过时立即发给留言人/u);
    expect(pass.form.explanation(inReview(0))).toMatch(/通过后还要另一位审核人审核/u);
    expect(pass.form.explanation(inReview(1))).toMatch(/通过后立即发给留言人，不能撤回/u);
    expect([reply.done(true), correct.done(true)]).toEqual(Array(2).fill('已送审，等待审核；答复期限照常计算。'));
    expect(pass.done(true)).toBe('已审核通过，还要另一位审核人审核。');
    expect([assign.form.explanation(subject), unpublish.form.explanation(subject)]).toEqual([null, null]);
  });
});

describe('the words of a duplicate', () => {
  const twin = 'GX261119-7K3QF';
  const declined = { type: 'declined', at, reason: '', calendar: 1, ground: '重复', duplicateOf: twin } as const;
  const disputed = { type: 'disputed', at, text: 'hash', ground: 'other-matter' } as const;
  const reopened = { type: 'reopened', at, unit: 'minzhengju', helpers: 'yibaoju' } as const;
  const upheld = { type: 'upheld', at, reason: '同一张名单', refusal: true } as const;
  const lines = (reader: 'staff' | 'resident') =>
    [declined, disputed, reopened, upheld].map((event) => {
      const [line] = describeEvents([event], reader, nameUnit);
      return [line?.what, line?.note];
    });
  const later = [
    ['留言人认为不是同一件事', ''],
    ['重新受理，分办给县民政局', '县医保局协办'],
    ['维持不予受理', '同一张名单'],
  ];

  it('the trail names the other comment to staff, and leaves it to the resident’s page', () => {
    expect(lines('staff')).toEqual([['不予受理', `重复：与 ${twin} 重复`], ...later]);
    expect(lines('resident')).toEqual([['不予受理', '重复'], ...later]);
  });

  it('the form of a declined comment asks what differs, and the desk’s form upholds the refusal', () => {
    const { formWhenDeclined } = recordedResidentMoves.dispute;
    expect(formWhenDeclined?.title).toBe('不是同一件事？请政务公开办重新看');
    expect(formWhenDeclined?.explanation({ isPublished: false })).toMatch(/重新受理，或者写明理由维持；只能说一次/u);
    const refused = { ...subject, reply: null } as CaseView;
    expect(staffMoves.uphold.form.button(refused, '')).toBe('维持不予受理');
    expect(staffMoves.uphold.form.explanation(refused)).toContain('「不是同一件事」仍计入公开的统计');
    expect(staffMoves.reopen.form.explanation(refused)).toMatch(/是否按期的结论仍按当初不予受理的时间/u);
  });
});

describe('the form of a resident’s move', () => {
  it.each([
    ['rate', 'answer', '评价这次答复', '提交评价', '谢谢，您的评价已记下。'],
    ['dispute', 'answer', '答非所问？退回重新答复', '认为答非所问，退回', '已退回政务公开办'],
    ['withhold', 'own', '收回公开的同意', '收回同意，不再公开', '已收回公开的同意。'],
    ['withdraw', 'own', '撤回这件留言', '撤回留言', '留言已撤回，不再办理。'],
    ['erase', 'own', '抹去我的称呼、联系方式和附件', '抹去称呼、联系方式和附件', '称呼、联系方式和附件已抹去。'],
  ] as const)('the resident’s move %s names its heading, button and result', (name, place, title, button, done) => {
    const move = recordedResidentMoves[name];
    expect([move.place, move.form.title, move.form.button]).toEqual([place, title, button]);
    expect(move.done.startsWith(done)).toBe(true);
    expect(move.form.explanation({ isPublished: false })).not.toBe('');
  });

  it('the form for withdrawing consent warns that a published answer disappears at once', () => {
    const { explanation } = residentMoves.withhold.form;
    expect(explanation({ isPublished: true })).toMatch(/^公开展示的问题和答复会立即撤下。/u);
    expect(explanation({ isPublished: false })).toMatch(/^以后不会公开。/u);
  });
});
