// A small desk's autumn and its residents, for tests that count what became of each comment.
import type { Receipt } from '../../api/contract/follow.ts';
import type { ResidentMove } from '../../api/life/requests.ts';
import { allowAnyOrder, type openTestOffice, shanghai } from './office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

/** Simulates a small desk's autumn, over holidays and several months: every outcome that a comment can have. */
export async function simulateAutumn(office: Office): Promise<void> {
  await allowAnyOrder();
  const desk = await office.signIn('desk');
  const unit = await office.signIn('minzheng');
  const reply = { move: 'reply', text: '您好，相关信息在县民政局网站公开。' } as const;
  const assign = { move: 'assign', unit: 'minzhengju' } as const;
  const at = (local: string) => {
    office.clock.now = shanghai(local);
  };
  const receive = async (local: string, title: string, changes: object = {}) => {
    at(local);
    return (await office.sendComment({ title, ...changes })).receiptCode;
  };
  const act = async (clerk: typeof desk, local: string, code: string, move: Parameters<typeof desk.move>[1]) => {
    at(local);
    const response = await clerk.move(code, move);
    if (response.status !== 200) throw new Error(await response.text());
  };

  const holiday = await receive('2026-09-30T23:59', '节前最后一分钟');
  await act(desk, '2026-10-08T09:00', holiday, assign);
  await act(unit, '2026-10-13T23:59', holiday, reply); // the last minute of the window
  await act(desk, '2026-10-14T09:00', holiday, { move: 'publish' });

  const late = await receive('2026-10-01T08:00', '假期里来的', { kind: 'complaint' });
  await act(desk, '2026-10-09T09:00', late, assign);
  await act(unit, '2026-10-14T00:00', late, reply); // exactly at the window's end: late

  const hidden = await receive('2026-10-12T10:00', '先简单后一般');
  await act(desk, '2026-10-12T11:00', hidden, { move: 'classify', classification: 'simple', reason: '一句话能答' });
  await act(desk, '2026-10-12T11:05', hidden, assign);
  await act(desk, '2026-10-14T09:00', hidden, { move: 'classify', classification: 'standard', reason: '需要核实' });
  await act(unit, '2026-10-15T09:00', hidden, reply);

  const refused = await receive('2026-10-20T10:00', '不归本县管', { kind: 'help' });
  await act(desk, '2026-10-20T15:00', refused, {
    move: 'decline',
    ground: 'other-authority',
    reason: '属于市级事项，请向市民政局反映。',
  });

  const returned = await receive('2026-11-02T10:00', '退回以后没人管');
  await act(desk, '2026-11-02T11:00', returned, assign);
  await act(unit, '2026-11-03T11:00', returned, { move: 'return', reason: '不是我局职责' });

  const shown = await receive('2026-11-10T10:00', '选登又撤下');
  await act(desk, '2026-11-10T11:00', shown, assign);
  await act(unit, '2026-11-10T17:00', shown, reply); // on the day of receipt
  await act(desk, '2026-11-11T09:00', shown, { move: 'publish' });
  await act(desk, '2026-11-12T09:00', shown, { move: 'unpublish', reason: '内容需要核实' });

  await receive('2026-11-16T10:00', '下周一到期', { kind: 'suggestion' });
  await receive('2026-11-18T10:00', '还没到期', { kind: 'suggestion' });
  const elsewhere = { about: 'pingyin-2023/tasks/1', title: '别的县的事' };
  await receive('2026-11-18T10:00', elsewhere.title, { about: elsewhere.about });
  at('2026-11-20T09:00');
}

/**
 * Residents respond: one disputes a reply, rates its correction and withdraws consent. Another withdraws the comment.
 */
export async function simulateResidents(office: Office): Promise<void> {
  await allowAnyOrder();
  const desk = await office.signIn('desk');
  const unit = await office.signIn('minzheng');
  const makeResidentMove = async ({ receiptCode, trackingCode }: Receipt, action: ResidentMove) => {
    const response = await office.postJson('/api/follow/moves', { receiptCode, trackingCode, action });
    if (response.status !== 200) throw new Error(await response.text());
  };
  const first = await office.sendComment({ title: '答非所问又更正' });
  await desk.move(first.receiptCode, { move: 'assign', unit: 'minzhengju' });
  await unit.move(first.receiptCode, { move: 'reply', text: '请看附表。' });
  await makeResidentMove(first, { move: 'dispute', text: '没有回答我的问题' });
  await unit.move(first.receiptCode, { move: 'correct', text: '您好，名单在附表第二页。', reason: '补充页码' });
  await desk.move(first.receiptCode, { move: 'publish' });
  await makeResidentMove(first, { move: 'rate', solved: 4, speed: 2, manner: 5 });
  await makeResidentMove(first, { move: 'withhold' });
  await makeResidentMove(await office.sendComment({ title: '自己撤回的' }), { move: 'withdraw' });
}
