// Accounts: an admin creates them, a link opens them once, a second factor protects them, and sessions end.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { AccountLog, CreatedAccount, NewAccountInput } from '../../api/contract/account.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { Staff } from '../../api/contract/queue.ts';
import { readDatabase } from '../api-support/database-contents.ts';
import { cookiesOf, openTestOffice } from '../api-support/office.ts';
import { codeAt, nextCode } from '../support/totp.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;
type Clerk = Awaited<ReturnType<Office['signIn']>>;

const wang: NewAccountInput = { username: 'wang.fang', name: '王芳', email: '', role: 'desk', unit: null };
const unitClerk: NewAccountInput = { ...wang, username: 'li_gang', name: '李刚', role: 'unit', unit: 'minzhengju' };
const password = '柳树 铜锣 第七 渡口 明天见';

const tokenOf = (made: CreatedAccount) => made.link?.url.split('#')[1] ?? '';

async function createAccount(admin: Clerk, account: NewAccountInput): Promise<CreatedAccount> {
  const answer = await admin.post('/api/accounts', account);
  if (answer.status !== 201) throw new Error(await answer.text());
  return answer.json();
}

/** Creates an account and opens it by its link. */
async function openAccount(office: Office, account: NewAccountInput) {
  const admin = await office.signIn('admin');
  const made = await createAccount(admin, account);
  const set = await office.postJson('/api/links', { token: tokenOf(made), password });
  return { admin, made, set };
}

/** Sets up the second factor as the user does. Returns its secret and the new session. */
async function enrolSecondFactor(office: Office, cookie: string) {
  const enrolment = await office.postJson('/api/own-account/second-factor', { password }, { cookie });
  const { secret } = await enrolment.json<{ secret: string }>();
  const code = await codeAt(secret, Date.now());
  const done = await office.postJson('/api/own-account/second-factor/code', { code }, { cookie });
  return { secret, code, status: done.status, cookie: cookiesOf(done) };
}

const errorsOf = async (answer: Response) => (await answer.json<Problem>()).errors;
const statusOf = async (office: Office, path: string, cookie: string) =>
  (await office.request(path, { headers: { cookie } })).status;

describe('staff accounts', () => {
  it('lets an admin create an account for their county without a password and shows its link once', async () => {
    const office = await openTestOffice();
    const admin = await office.signIn('admin');
    const made = await createAccount(admin, wang);
    expect(made.account).toMatchObject({ username: 'wang.fang', role: 'desk', hasPassword: false, isSample: false });
    expect(made.link?.url).toMatch(/^http:\/\/localhost:8787\/staff\/welcome\/#[\w-]{43}$/);
    const stored = await readDatabase();
    expect(JSON.stringify(stored)).not.toContain(tokenOf(made));
    expect(stored['user']?.find((row) => (row as { username: string }).username === 'wang.fang')).toMatchObject({
      jurisdiction: 'guanxian',
    });
    expect((await office.signInWithPassword('wang.fang', '')).status).toBe(422);
  });

  it.each([{ jurisdiction: 'pingyin' }, { isSample: true }, { id: 'mine' }, { twoFactorEnabled: true }, { password }])(
    'rejects a new account with a field the admin may not set: %j',
    async (extraField) => {
      const office = await openTestOffice();
      const admin = await office.signIn('admin');
      const before = await readDatabase();
      expect((await admin.post('/api/accounts', { ...wang, ...extraField })).status).toBe(422);
      expect(await readDatabase()).toEqual(before);
    },
  );

  it.each([
    [{ ...wang, username: '王芳' }, 'username'],
    [{ ...wang, username: 'desk' }, 'username'],
    [{ ...wang, email: 'nobody' }, 'email'],
    [{ ...wang, unit: 'minzhengju' }, 'unit'],
    [{ ...unitClerk, unit: null }, 'unit'],
    [{ ...unitClerk, unit: 'sifaju-of-nowhere' }, 'unit'],
    [{ ...wang, role: 'owner' }, 'role'],
  ])('rejects a new account and names the wrong field: %j', async (account, field) => {
    const office = await openTestOffice();
    await office.signIn('desk');
    const admin = await office.signIn('admin');
    const answer = await admin.post('/api/accounts', account);
    expect([answer.status, (await errorsOf(answer))?.map((error) => error.field)]).toEqual([422, [field]]);
  });

  it('opens an account by its link only once, even under simultaneous requests', async () => {
    const office = await openTestOffice();
    const made = await createAccount(await office.signIn('admin'), unitClerk);
    const use = (secret: string) => office.postJson('/api/links', { token: tokenOf(made), password: secret });
    const answers = await Promise.all([use(password), use(`${password}！`), use(`${password}？`)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    expect((await use(password)).status).toBe(404);
    expect((await office.postJson('/api/links/look', { token: tokenOf(made) })).status).toBe(404);
  });

  it('refuses a link that is three days old, replaced, unknown, or for a disabled account', async () => {
    const office = await openTestOffice();
    const admin = await office.signIn('admin');
    const look = async (token: string) => (await office.postJson('/api/links/look', { token })).status;
    const first = await createAccount(admin, unitClerk);
    const again = await admin.post(`/api/accounts/${first.account.id}/changes`, { change: 'link' });
    const second = await again.json<CreatedAccount>();
    expect([await look(tokenOf(first)), await look(tokenOf(second)), await look('x'.repeat(43))]).toEqual([
      404, 200, 404,
    ]);
    office.clock.now += 3 * 24 * 3_600_000;
    expect(await look(tokenOf(second))).toBe(404);
    office.clock.now -= 1;
    expect(await look(tokenOf(second))).toBe(200);
    await admin.post(`/api/accounts/${first.account.id}/changes`, { change: 'disable' });
    expect(await look(tokenOf(second))).toBe(404);
  });

  it.each([
    ['short', '密码至少 12 位'],
    ['li_gang li_gang 2026', '密码里不能有用户名或姓名'],
    ['passwordpassword', '这个密码太容易猜到，请换几个不相干的词连成一句'],
    ['123456789012345', '这个密码太容易猜到，请换几个不相干的词连成一句'],
  ])('rejects a weak password and keeps the link valid: %s', async (secret, message) => {
    const office = await openTestOffice();
    const made = await createAccount(await office.signIn('admin'), unitClerk);
    const refused = await office.postJson('/api/links', { token: tokenOf(made), password: secret });
    expect([refused.status, await errorsOf(refused)]).toEqual([422, [{ field: 'password', message }]]);
    expect((await office.postJson('/api/links', { token: tokenOf(made), password })).status).toBe(200);
  });

  it('revokes access, including open sessions, when an account is disabled', async () => {
    const office = await openTestOffice();
    const { admin, made, set } = await openAccount(office, unitClerk);
    const cookie = cookiesOf(set);
    expect(await statusOf(office, '/api/queue', cookie)).toBe(200);
    const changes = `/api/accounts/${made.account.id}/changes`;
    await admin.post(changes, { change: 'disable' });
    expect(await statusOf(office, '/api/queue', cookie)).toBe(401);
    expect((await office.signInWithPassword('li_gang', password)).status).toBe(403);
    await admin.post(changes, { change: 'enable' });
    expect((await office.signInWithPassword('li_gang', password)).status).toBe(200);
    expect(await statusOf(office, '/api/queue', cookie)).toBe(401);
  });

  it('does not let an admin disable their own account', async () => {
    const office = await openTestOffice();
    const admin = await office.signIn('admin');
    const { id } = await (await admin.get('/api/queue/me')).json<Staff>();
    expect((await admin.post(`/api/accounts/${id}/changes`, { change: 'disable' })).status).toBe(403);
    expect((await admin.get('/api/accounts')).status).toBe(200);
  });

  it('records every account change in a log that nobody can alter', async () => {
    const office = await openTestOffice();
    const { admin, made, set } = await openAccount(office, wang);
    await enrolSecondFactor(office, cookiesOf(set));
    const assign = { change: 'assign', role: 'unit', unit: 'yibaoju' };
    await admin.post(`/api/accounts/${made.account.id}/changes`, assign);
    const auditor = await office.signIn('jiandu');
    const { events } = await (await auditor.get('/api/accounts/log')).json<AccountLog>();
    expect(events.map(({ what, account, actor, note }) => [what, account, actor, note])).toEqual([
      ['assigned', '王芳（wang.fang）', '示例：系统管理员（admin）', '责任单位，冠县医疗保障局'],
      ['second-factor-set', '王芳（wang.fang）', '王芳（wang.fang）', ''],
      ['link-used', '王芳（wang.fang）', '王芳（wang.fang）', ''],
      ['linked', '王芳（wang.fang）', '示例：系统管理员（admin）', ''],
      ['made', '王芳（wang.fang）', '示例：系统管理员（admin）', '政务公开办'],
    ]);
    for (const statement of [
      "UPDATE account_events SET what = 'made'",
      'DELETE FROM account_events',
      'INSERT OR REPLACE INTO account_events SELECT position, jurisdiction, account, 0, what, actor, data FROM account_events',
      'UPDATE account_links SET used_at = NULL',
      'DELETE FROM user',
    ]) {
      await expect(env.DB.prepare(statement).run(), statement).rejects.toThrow(/append-only|once|never/);
    }
  });
});

describe('the second factor', () => {
  it('desk staff must set up a second factor before anything else, but unit clerks need not', async () => {
    const office = await openTestOffice();
    const { set } = await openAccount(office, wang);
    const cookie = cookiesOf(set);
    expect(await (await office.request('/api/queue/me', { headers: { cookie } })).json()).toMatchObject({
      mustEnrol: true,
    });
    expect(await statusOf(office, '/api/queue', cookie)).toBe(403);
    const { status, cookie: after } = await enrolSecondFactor(office, cookie);
    expect([status, await statusOf(office, '/api/queue', after), await statusOf(office, '/api/queue', cookie)]).toEqual(
      [200, 200, 401],
    );
    const other = await openAccount(office, unitClerk);
    expect(await statusOf(office, '/api/queue', cookiesOf(other.set))).toBe(200);
  });

  it('the second factor is required at every sign-in; the password alone gives no access', async () => {
    const office = await openTestOffice();
    const { set } = await openAccount(office, wang);
    const { secret } = await enrolSecondFactor(office, cookiesOf(set));
    const half = await office.postJson('/api/session', { username: 'wang.fang', password });
    expect([half.status, await half.json()]).toEqual([200, { signedIn: false }]);
    const cookie = cookiesOf(half);
    expect(await statusOf(office, '/api/queue', cookie)).toBe(401);
    const wrong = String((Number(await codeAt(secret, Date.now())) + 1) % 1_000_000).padStart(6, '0');
    expect((await office.postJson('/api/session/code', { code: wrong }, { cookie })).status).toBe(401);
    const code = await nextCode(secret);
    const whole = await office.postJson(
      '/api/session/code',
      { code: `${code.slice(0, 3)} ${code.slice(3)}` },
      { cookie },
    );
    expect([whole.status, await whole.json()]).toEqual([200, { signedIn: true }]);
    expect(await statusOf(office, '/api/queue', cookiesOf(whole))).toBe(200);
    expect((await office.postJson('/api/session/code', { code }, { cookie })).status).toBe(401);
  });

  it('accepts each second-factor code only once', async () => {
    const office = await openTestOffice();
    const { set } = await openAccount(office, wang);
    const enrolled = await enrolSecondFactor(office, cookiesOf(set));
    const signInWith = async (code: string) => {
      const half = await office.postJson('/api/session', { username: 'wang.fang', password });
      return office.postJson('/api/session/code', { code }, { cookie: cookiesOf(half) });
    };
    // Enrolment already used this code.
    expect((await signInWith(enrolled.code)).status).toBe(401);
    const code = await nextCode(enrolled.secret);
    const answers = await Promise.all([signInWith(code), signInWith(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await signInWith(code)).status).toBe(401);
  });

  it('aborts a sign-in after several wrong second-factor codes', async () => {
    const office = await openTestOffice();
    const { set } = await openAccount(office, wang);
    const { secret } = await enrolSecondFactor(office, cookiesOf(set));
    const cookie = cookiesOf(await office.postJson('/api/session', { username: 'wang.fang', password }));
    const wrong = String((Number(await codeAt(secret, Date.now())) + 1) % 1_000_000).padStart(6, '0');
    const tryCode = (code: string) => office.postJson('/api/session/code', { code }, { cookie });
    for (let tries = 0; tries < 6; tries++) expect((await tryCode(wrong)).status).toBe(401);
    expect((await tryCode(await nextCode(secret))).status).toBe(401);
  });

  it('a new link lets a user who lost the phone set up the second factor again', async () => {
    const office = await openTestOffice();
    const { admin, made, set } = await openAccount(office, wang);
    const { cookie } = await enrolSecondFactor(office, cookiesOf(set));
    const again = await (
      await admin.post(`/api/accounts/${made.account.id}/changes`, { change: 'link' })
    ).json<CreatedAccount>();
    expect(await statusOf(office, '/api/queue', cookie)).toBe(200);
    const opened = await office.postJson('/api/links', { token: tokenOf(again), password: `${password}，再见` });
    expect(await statusOf(office, '/api/queue', cookie)).toBe(401);
    expect(await statusOf(office, '/api/queue', cookiesOf(opened))).toBe(403);
    expect((await office.postJson('/api/session', { username: 'wang.fang', password })).status).toBe(401);
  });
});
