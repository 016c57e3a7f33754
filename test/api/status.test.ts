// The staff status page: stalled jobs, failures, findings as an inspection would report them, and the jobs that record
// them.
import { env } from 'cloudflare:workers';
import { symmetricEncrypt } from 'better-auth/crypto';
import { describe, expect, it } from 'vitest';
import { type Status, statusSchema } from '../../api/contract/status.ts';
import { runJobs } from '../../api/record/jobs.ts';
import { deliverNotes } from '../../api/record/notes.ts';
import { deliverReminders } from '../../api/record/reminders.ts';
import { assignToCivilAffairs, openTestOffice, reply, shanghai } from '../api-support/office.ts';
import { watchQueryPlans } from '../api-support/query-plans.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

async function readStatus(office: Office, who: 'desk' | 'admin' | 'pingyin' = 'desk'): Promise<Status> {
  const clerk = await office.signIn(who);
  return statusSchema.parse(await (await clerk.get('/api/status')).json());
}
const stateOf = ({ items }: Status, id: string) => items.find((item) => item.id === id)?.state;
const foundOf = ({ items }: Status, id: string) => items.find((item) => item.id === id)?.found;
const fail = () => {
  throw new Error('provider answered 503');
};

describe('job status', () => {
  it('job status shows when each job last succeeded', async () => {
    const office = await openTestOffice();
    expect(stateOf(await readStatus(office), 'upkeep')).toBe('problem');
    await runJobs(office.deps, ['upkeep', 'notes', 'reminders']);
    const status = await readStatus(office);
    expect(['upkeep', 'notes', 'reminders', 'backup'].map((id) => stateOf(status, id))).toEqual([
      ...['fine', 'fine', 'fine', 'problem'],
    ]);
    office.clock.now += 3 * 3_600_000;
    expect(stateOf(await readStatus(office), 'upkeep')).toBe('problem');
  });

  it('jobs continue after one fails, and both staff and caller see the failure', async () => {
    const office = await openTestOffice();
    await runJobs(office.deps, ['upkeep', 'notes', 'reminders']);
    office.clock.now += 60_000;
    office.deps.calendars = null as never;
    await expect(runJobs(office.deps, ['upkeep', 'notes'])).rejects.toThrow(TypeError);
    const { results } = await env.DB.prepare(
      'SELECT name, succeeded_at, failed_at, note FROM jobs ORDER BY name',
    ).all();
    expect(results).toEqual([
      { name: 'notes', succeeded_at: office.clock.now, failed_at: null, note: '0 件' },
      expect.objectContaining({ name: 'reminders' }),
      { name: 'upkeep', succeeded_at: office.clock.now - 60_000, failed_at: office.clock.now, note: 'TypeError' },
    ]);
  });

  it('job status includes the backup that the command recorded', async () => {
    const office = await openTestOffice();
    await env.DB.prepare("INSERT INTO jobs (name, succeeded_at, note) VALUES ('backup', ?, '12 MB')")
      .bind(office.clock.now)
      .run();
    expect(foundOf(await readStatus(office), 'backup')).toBe('上次成功 2026-11-20 09:00，12 MB');
  });
});

describe('secret status', () => {
  const first = { title: '留了联系方式', name: '张三', contact: '13800000000' };
  const later = { title: '后来的也留了', name: '李四', contact: '13900000000' };

  it('secret status is fine with nothing stored, and while the secrets decrypt what is stored', async () => {
    const office = await openTestOffice();
    expect(stateOf(await readStatus(office), 'secrets')).toBe('fine');
    await office.sendComment(first);
    expect(stateOf(await readStatus(office), 'secrets')).toBe('fine');
  });

  it('secret status names secrets that cannot decrypt stored contacts or second factors', async () => {
    const office = await openTestOffice();
    await office.sendComment(first);
    const [{ id }] = office.deps.contactKeys;
    office.deps.contactKeys = [{ id, hex: '0'.repeat(64) }];
    // New data decrypts, so the check must read older data too.
    office.clock.now += 86_400_000;
    await office.sendComment(later);
    const clerk = await office.signIn('desk');
    const { results } = await env.DB.prepare("SELECT id FROM user WHERE username = 'desk'").all<{ id: string }>();
    const sealed = await symmetricEncrypt({
      key: 'another secret of at least 32 characters',
      data: 'JBSWY3DPEHPK3PXP',
    });
    await env.DB.prepare('INSERT INTO two_factor (id, secret, backup_codes, user_id) VALUES (?, ?, ?, ?)')
      .bind('one', sealed, '', results[0]?.id)
      .run();
    const { items } = statusSchema.parse(await (await clerk.get('/api/status')).json());
    expect(items.find((item) => item.id === 'secrets')).toMatchObject({
      state: 'problem',
      found: 'CONTACT_KEY 打不开库里已存的姓名和联系方式；AUTH_SECRET 打不开库里已存的动态口令',
    });
  });
});

describe('backup status on the edge', () => {
  it('backup status on the edge reports D1’s history and the last export instead of the backup command', async () => {
    const office = await openTestOffice({ backups: 'platform' });
    const before = await readStatus(office);
    expect([stateOf(before, 'backup'), foundOf(before, 'backup')]).toEqual([
      'attention',
      'D1 自带 30 天历史（免费套餐 7 天），附件（R2）不在其中；还没有导出过',
    ]);
    expect(JSON.stringify(before.items)).not.toContain('npm run backup');
    await env.DB.prepare("INSERT INTO jobs (name, succeeded_at, note) VALUES ('export', ?, '3 件留言')")
      .bind(office.clock.now)
      .run();
    const after = await readStatus(office);
    expect(stateOf(after, 'backup')).toBe('fine');
    expect(foundOf(after, 'backup')).toContain('上次导出 2026-11-20 09:00，3 件留言');
  });
});

describe('a failing notification provider', () => {
  it('a failing notification provider shows from the second failed attempt, and as a problem after a day, only in its county', async () => {
    const office = await openTestOffice({ sendNote: fail });
    await office.sendComment();
    const startedAt = office.clock.now;
    const tryAt = async (minutes: number) => {
      office.clock.now = startedAt + minutes * 60_000;
      await deliverNotes(office.deps);
      return readStatus(office);
    };
    expect(stateOf(await tryAt(0), 'notifier')).toBe('fine');
    const second = await tryAt(5);
    expect([stateOf(second, 'notifier'), foundOf(second, 'notifier')]).toEqual([
      'attention',
      '已接入；两次以上没有发出：通知 1 件，催办 0 件，最早的已等 5 分钟',
    ]);
    expect(stateOf(await readStatus(office, 'pingyin'), 'notifier')).toBe('fine');
    for (const minutes of [25, 105]) await tryAt(minutes);
    expect(foundOf(await tryAt(425), 'notifier')).toContain('最早的已等 7 小时');
    expect(stateOf(await tryAt(24 * 60), 'notifier')).toBe('attention');
    expect(stateOf(await tryAt(24 * 60 + 1), 'notifier')).toBe('problem');
    const last = await tryAt(1705);
    expect([stateOf(last, 'notifier'), stateOf(last, 'failures')]).toEqual(['fine', 'problem']);
  });

  it('a failing notification provider shows for reminders and the digest too', async () => {
    const office = await openTestOffice({ sendReminder: fail });
    const { receiptCode } = await office.sendComment();
    await (await office.signIn('desk')).move(receiptCode, assignToCivilAffairs);
    for (const time of ['10:00', '10:06']) {
      office.clock.now = shanghai(`2026-11-27T${time}`);
      if (time === '10:00') await runJobs(office.deps, ['upkeep']);
      await deliverReminders(office.deps);
    }
    expect(foundOf(await readStatus(office), 'notifier')).toContain('通知 0 件，催办 2 件');
    // Another county's desk sees only its own digest.
    expect(foundOf(await readStatus(office, 'pingyin'), 'notifier')).toContain('通知 0 件，催办 1 件');
  });
});

describe('abandoned notes and reminders', () => {
  it('abandoned notes and reminders are listed with recipient and last attempt while recent', async () => {
    const office = await openTestOffice({ sendNote: fail, sendReminder: fail });
    const { receiptCode } = await office.sendComment();
    await (await office.signIn('desk')).move(receiptCode, assignToCivilAffairs);
    const days = [
      '11-27T10:00',
      '11-27T10:05',
      '11-27T10:40',
      '11-27T15:00',
      '11-30T09:10',
      '12-02T10:00',
      '12-02T10:01',
    ];
    let last = 0;
    for (const day of days) {
      office.clock.now = shanghai(`2026-${day}`);
      // On the first day, the maintenance planned the reminder for the due date, and the digest.
      if (last === 0) await runJobs(office.deps, ['upkeep']);
      if (await deliverNotes(office.deps)) last = office.clock.now;
      last ||= 1;
      await deliverReminders(office.deps);
    }
    const { items, failed } = await readStatus(office);
    expect(items.find(({ id }) => id === 'failures')).toMatchObject({
      state: 'problem',
      found: '通知 1 件，催办 2 件',
    });
    const at = new Date(last).toISOString();
    expect(failed).toEqual(
      expect.arrayContaining([
        { at, what: '给政务公开办的通知：收到新留言', receiptCode },
        { at: expect.any(String), what: '给承办单位的催办：今天到期', receiptCode },
        { at: expect.any(String), what: '给政务公开办的早报', receiptCode: null },
      ]),
    );
    expect(JSON.stringify(failed)).not.toContain('养老');
    // The admin operates the site but reads no comments. Another county's desk sees only its own digest.
    expect((await readStatus(office, 'admin')).failed.map((row) => row.receiptCode)).toEqual([null, null, null]);
    expect((await readStatus(office, 'pingyin')).failed.map(({ what }) => what)).toEqual(['给政务公开办的早报']);
    office.clock.now = shanghai('2026-12-21T09:00');
    expect(stateOf(await readStatus(office), 'failures')).toBe('fine');
  });
});

describe('findings of an inspection', () => {
  it('inspection findings count documents, public answers and the longest waiting comment', async () => {
    const office = await openTestOffice();
    office.clock.now = shanghai('2026-11-23T09:00');
    const fresh = await readStatus(office);
    expect(['home', 'documents', 'replies', 'waiting'].map((id) => stateOf(fresh, id))).toEqual([
      ...['fine', 'fine', 'attention', 'fine'],
    ]);
    const [answered] = [
      await office.sendComment({ key: '1'.repeat(32) }),
      await office.sendComment({ key: '2'.repeat(32) }),
    ];
    const [desk, unit] = [await office.signIn('desk'), await office.signIn('minzheng')];
    await desk.move(answered.receiptCode, assignToCivilAffairs);
    await unit.move(answered.receiptCode, reply);
    await desk.move(answered.receiptCode, { move: 'publish' });
    expect(stateOf(await readStatus(office), 'replies')).toBe('fine');
    office.clock.now = shanghai('2027-02-10T09:00');
    const stale = await readStatus(office);
    expect(['home', 'documents', 'replies', 'waiting'].map((id) => stateOf(stale, id))).toEqual([
      ...['problem', 'fine', 'problem', 'problem'],
    ]);
    expect(foundOf(stale, 'waiting')).toBe('收到 2026-11-23，已 79 天（检查：有效留言超过 3 个月未回应，单项否决）');
  });

  it('inspection findings include next year’s calendar and the number of provisional windows', async () => {
    const office = await openTestOffice();
    expect(foundOf(await readStatus(office), 'calendar')).toBe('2027 年的放假安排还没有取入');
    office.clock.now = shanghai('2026-12-31T09:00');
    await office.sendComment();
    expect(foundOf(await readStatus(office), 'calendar')).toContain('1 件在办留言的期限为暂定');
  });
});

describe('the status page', () => {
  it('the status page reports a missing notification channel and a missing migration', async () => {
    const office = await openTestOffice();
    const fine = await readStatus(office);
    expect(['notifier', 'migrations'].map((id) => stateOf(fine, id))).toEqual(['fine', 'fine']);
    expect(fine.version).toMatch(/^\d+\.\d+\.\d+$/u);
    office.deps.notifier = { ...office.deps.notifier, isDouble: true };
    await env.DB.exec("DELETE FROM d1_migrations WHERE name LIKE '0013%'");
    const broken = await readStatus(office);
    expect(['notifier', 'migrations'].map((id) => stateOf(broken, id))).toEqual(['problem', 'problem']);
    for (const { state, todo } of broken.items) expect(todo === '').toBe(state === 'fine');
  });

  it('every query of the status page uses an index', async () => {
    const office = await openTestOffice();
    await office.sendComment();
    const { cookie } = await office.signIn('desk');
    const { app, queries, findTableScans } = watchQueryPlans(office.deps);
    expect((await app.request('http://localhost:8787/api/status', { headers: { cookie } })).status).toBe(200);
    expect(queries.filter((query) => /"looked"/u.test(query)).length).toBe(2);
    expect(await findTableScans()).toEqual([]);
  });
});
