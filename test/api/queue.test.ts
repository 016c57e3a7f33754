import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../api/app.ts';
import type { FollowView } from '../../api/contract/follow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import type { Case, QueuePage } from '../../api/contract/queue.ts';
import { loadSampleComments } from '../../seeds/demo/load.ts';
import { letter, openOffice, origin, shanghai } from '../support/office.ts';

const reply = { move: 'reply', text: '您好，相关信息在县民政局网站公开。' } as const;
const assign = { move: 'assign', unit: 'minzhengju' } as const;
const codeOf = async (response: Response) => (await response.json<Problem>()).code;

describe('who may work on the queue', () => {
  it('is nobody who has not signed in', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    for (const path of ['/api/queue', '/api/queue/me', `/api/queue/${receiptCode}`]) {
      expect((await office.request(path)).status).toBe(401);
    }
    const move = await office.postJson(`/api/queue/${receiptCode}/moves`, { version: 1, action: assign });
    expect(move.status).toBe(401);
  });

  it('is refused with a wrong password, in the same words as with a wrong name', async () => {
    const office = await openOffice();
    await office.signIn('desk');
    const answers = await Promise.all(
      ['desk', 'nobody'].map(async (username) => {
        const response = await office.postJson('/api/session', { username, password: 'not the one' });
        return [response.status, (await response.json<Problem>()).detail];
      }),
    );
    expect(answers).toEqual([
      [401, '用户名或密码不对。'],
      [401, '用户名或密码不对。'],
    ]);
  });

  it('cannot be joined from outside: nothing of the sign-in library can be reached', async () => {
    const office = await openOffice();
    for (const path of ['sign-up/email', 'sign-in/username', 'get-session', 'list-sessions', 'update-user']) {
      expect([path, (await office.postJson(`/api/auth/${path}`, {})).status]).toEqual([path, 404]);
    }
  });

  it.each(['sign-in', 'account'] as const)('is held back after too many tries (%s)', async (limit) => {
    const office = await openOffice({ refuse: [limit] });
    const response = await office.postJson('/api/session', { username: 'desk', password: 'x' });
    expect(response.status).toBe(429);
  });

  it('is signed in by a cookie alone: the answer holds no token, and ends within the day', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    expect(desk.body).toEqual({ signedIn: true });
    expect(desk.setCookie).toMatch(/HttpOnly/);
    const row = await env.DB.prepare('SELECT expires_at - created_at AS length FROM session').first();
    expect(row).toEqual({ length: 12 * 3600 * 1000 });
  });

  it('is nobody any more after signing out', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    await office.request('/api/session', { method: 'DELETE', headers: { origin, cookie: desk.cookie } });
    expect((await desk.get('/api/queue')).status).toBe(401);
  });

  it('is no sample account in production: it is refused at the door', async () => {
    const office = await openOffice({ isProduction: true });
    const desk = await office.signIn('desk');
    expect(desk.status).toBe(403);
    expect((await desk.get('/api/queue')).status).toBe(401);
  });

  it('is no sample account that signed in before the site went into production', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    const inProduction = createApp(office.deps, { baseUrl: origin, isProduction: true });
    const response = await inProduction.request(`${origin}/api/queue`, { headers: { cookie: desk.cookie } });
    expect(response.status).toBe(401);
  });

  it('is no clerk of another jurisdiction, and no unit clerk without a unit', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    await office.changeAccount('desk', 'jurisdiction', 'pingyin');
    expect(await desk.queue()).toEqual([]);
    expect((await desk.get(`/api/queue/${receiptCode}`)).status).toBe(404);
    expect((await desk.move(receiptCode, assign, 1)).status).toBe(404);
    const clerk = await office.signIn('minzheng');
    await office.changeAccount('minzheng', 'unit', null);
    expect((await clerk.get('/api/queue')).status).toBe(401);
  });

  it('is not another site that a clerk has open', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    const body = { version: 1, action: assign };
    const foreign = await desk.post(`/api/queue/${receiptCode}/moves`, body, { origin: 'https://elsewhere.test' });
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'cross-site']);
    const silent = await office.request(`/api/queue/${receiptCode}/moves`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: desk.cookie },
      body: JSON.stringify(body),
    });
    expect([silent.status, await codeOf(silent)]).toEqual([403, 'cross-site']);
    expect((await desk.readCase(receiptCode)).state).toBe('received');
  });

  it('leaves nothing of what staff see in any cache', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    expect((await desk.get('/api/queue')).headers.get('cache-control')).toBe('no-store');
    expect((await office.request('/api/queue')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('the queue', () => {
  it('shows what is due first before the rest, however it came', async () => {
    const office = await openOffice();
    office.clock.now = shanghai('2026-11-19T10:00');
    const older = await office.send({ title: '先来的' });
    office.clock.now = shanghai('2026-11-20T10:00');
    const newer = await office.send({ title: '后来的' });
    const desk = await office.signIn('desk');
    expect((await desk.queue()).map(({ title }) => title)).toEqual(['先来的', '后来的']);
    const simple = { move: 'classify', classification: 'simple', reason: '只问办公时间' } as const;
    expect((await desk.move(newer.receiptCode, simple)).status).toBe(200);
    const items = await desk.queue();
    expect(items.map(({ receiptCode }) => receiptCode)).toEqual([newer.receiptCode, older.receiptCode]);
    expect(items.map(({ window }) => window.dueOn)).toEqual(['2026-11-23', '2026-11-26']);
  });

  it('offers the responsible units of the task first, and no unit that is everybody', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const { units } = await (await office.signIn('desk')).readCase(receiptCode);
    expect(units.slice(0, 4).map(({ name, isResponsible }) => [name, isResponsible])).toEqual([
      ['冠县人力资源和社会保障局', true],
      ['冠县民政局', true],
      ['冠县医疗保障局', true],
      ['冠县万善乡', false],
    ]);
    expect(units.map(({ name }) => name)).not.toContain('县直有关部门');
  });

  it('shows a unit only what it holds', async () => {
    const office = await openOffice();
    const mine = await office.send();
    const other = await office.send({ title: '别的单位的' });
    const desk = await office.signIn('desk');
    await desk.move(mine.receiptCode, assign);
    await desk.move(other.receiptCode, { move: 'assign', unit: 'jiaotiju' });
    const clerk = await office.signIn('minzheng');
    expect((await clerk.queue()).map(({ receiptCode }) => receiptCode)).toEqual([mine.receiptCode]);
    expect((await clerk.get(`/api/queue/${other.receiptCode}`)).status).toBe(404);
  });
});

describe('a long queue', () => {
  it('is read page by page to its end, each comment once', async () => {
    const office = await openOffice();
    for (let index = 0; index < 53; index++) {
      office.clock.now += 1000;
      await office.send({ title: `第 ${index} 件` });
    }
    const desk = await office.signIn('desk');
    const first = await (await desk.get('/api/queue')).json<QueuePage>();
    const second = await (await desk.get(`/api/queue?after=${first.next}`)).json<QueuePage>();
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 3, null]);
    expect(new Set([...first.items, ...second.items].map(({ receiptCode }) => receiptCode)).size).toBe(53);
  });

  it('shows what was closed last first', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    const clerk = await office.signIn('minzheng');
    for (const title of ['先答复的', '后答复的']) {
      const { receiptCode } = await office.send({ title });
      await desk.move(receiptCode, assign);
      office.clock.now += 60_000;
      await clerk.move(receiptCode, reply);
    }
    expect((await desk.queue('?open=false')).map(({ title }) => title)).toEqual(['后答复的', '先答复的']);
    expect(await desk.queue()).toEqual([]);
  });
});

describe('answering', () => {
  it('goes from the desk to the unit to the resident, who sees each step and the verdict', async () => {
    const office = await openOffice();
    const receipt = await office.send();
    const desk = await office.signIn('desk');
    const clerk = await office.signIn('minzheng');
    office.clock.now = shanghai('2026-11-20T14:00');
    await desk.move(receipt.receiptCode, assign);
    office.clock.now = shanghai('2026-11-25T16:00');
    expect((await clerk.move(receipt.receiptCode, reply)).status).toBe(200);

    const response = await office.postJson('/api/follow', receipt);
    const view = await response.json<FollowView>();
    expect(view.steps.map(({ what }) => what)).toEqual(['收到留言', '分办给冠县民政局', '冠县民政局答复']);
    expect(view.reply).toMatchObject({ text: reply.text, unit: '冠县民政局', at: '2026-11-25T08:00:00.000Z' });
    expect(view.window).toMatchObject({ state: 'met', usedUntilStop: 3, late: 0 });
    expect(office.told.map((note) => note.split(' ')[0])).toEqual(['received', 'assigned', 'replied']);
  });

  it('is late from the end of the last day, by how many working days', async () => {
    const office = await openOffice();
    const receipt = await office.send();
    await (await office.signIn('desk')).move(receipt.receiptCode, assign);
    office.clock.now = shanghai('2026-12-01T09:00');
    await (await office.signIn('minzheng')).move(receipt.receiptCode, reply);
    const view = await (await office.postJson('/api/follow', receipt)).json<FollowView>();
    expect(view.window).toMatchObject({ state: 'missed', late: 2 });
  });

  it('keeps its due date through assigning, returning and transferring', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    const clerk = await office.signIn('minzheng');
    await desk.move(receiptCode, assign);
    office.clock.now = shanghai('2026-11-24T09:00');
    const returned = await clerk.move(receiptCode, { move: 'return', reason: '不属于本单位职责' });
    expect(await returned.json()).toEqual({ case: null });
    await desk.move(receiptCode, { move: 'assign', unit: 'yibaoju' });
    await desk.move(receiptCode, { move: 'transfer', unit: 'rensheju', reason: '按职责转办' });
    expect((await desk.readCase(receiptCode)).window.dueOn).toBe('2026-11-27');
  });

  it('counts a reclassified comment from its receipt, not from the change', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    office.clock.now = shanghai('2026-11-24T09:00');
    await desk.move(receiptCode, { move: 'classify', classification: 'simple', reason: '简单问题' });
    expect((await desk.readCase(receiptCode)).window).toMatchObject({ dueOn: '2026-11-23', state: 'overdue', late: 1 });
  });

  it('refuses what the lifecycle does not allow, and says why', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send({ publish: 'no' });
    const desk = await office.signIn('desk');
    const early = await desk.move(receiptCode, { move: 'publish' });
    expect([early.status, await codeOf(early)]).toEqual([409, 'not-in-this-state']);
    const notTheirs = await desk.move(receiptCode, reply);
    expect([notTheirs.status, await codeOf(notTheirs)]).toEqual([403, 'not-allowed']);
    await desk.move(receiptCode, assign);
    await (await office.signIn('minzheng')).move(receiptCode, reply);
    const unwanted = await desk.move(receiptCode, { move: 'publish' });
    expect([unwanted.status, await codeOf(unwanted)]).toEqual([409, 'no-consent']);
  });

  it('refuses a unit that is nobody and a reply that is empty', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    const nobody = await desk.move(receiptCode, { move: 'assign', unit: 'xianzhi-youguan-bumen' });
    expect([nobody.status, (await nobody.json<Problem>()).errors]).toEqual([
      422,
      [{ field: 'unit', message: '请选择责任单位' }],
    ]);
    await desk.move(receiptCode, assign);
    const empty = await (await office.signIn('minzheng')).move(receiptCode, { move: 'reply', text: '  ' });
    expect(empty.status).toBe(422);
  });

  it('refuses to transfer to the unit that has it', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, assign);
    const same = await desk.move(receiptCode, { move: 'transfer', unit: 'minzhengju', reason: '再转一次' });
    expect(same.status).toBe(422);
  });

  it('tells the resident why a comment was declined, and that this ended the window', async () => {
    const office = await openOffice();
    const receipt = await office.send();
    const reason = '正在诉讼，请向法院反映';
    await (await office.signIn('desk')).move(receipt.receiptCode, { move: 'decline', reason });
    const view = await (await office.postJson('/api/follow', receipt)).json<FollowView>();
    expect(view).toMatchObject({ state: 'declined', window: { state: 'met', stoppedBy: 'refusal' } });
    expect(view.steps.at(-1)).toMatchObject({ what: '不予受理', note: reason });
  });

  it('refuses a move on what the clerk has not seen', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, { move: 'classify', classification: 'simple', reason: '简单问题' });
    const stale = await desk.move(receiptCode, assign, 1);
    expect([stale.status, await codeOf(stale)]).toEqual([409, 'changed-meanwhile']);
  });

  it('lets one of two clerks who act at once win, and tells the other', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    const units = ['minzhengju', 'yibaoju', 'rensheju', 'jiaotiju'];
    const answers = await Promise.all(units.map((unit) => desk.move(receiptCode, { move: 'assign', unit }, 1)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const after = await desk.readCase(receiptCode);
    expect(after.events).toHaveLength(2);
  });
});

describe('publishing', () => {
  it('shows question and answer on the page of the task, without name or contact', async () => {
    const office = await openOffice();
    const response = await office.postJson('/api/comments', {
      ...{ about: 'guanxian-2021/tasks/17', kind: 'question', publish: 'yes', key: 'f'.repeat(32) },
      ...{ title: '养老服务名单', text: '请问养老服务机构名单在哪里公布？', name: '李四', contact: '13900000000' },
    });
    const { receiptCode } = await response.json<Case>();
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, assign);
    await (await office.signIn('minzheng')).move(receiptCode, reply);
    const taskPage = async () => (await office.request('/documents/guanxian-2021/tasks/17/')).text();
    expect(await taskPage()).not.toContain('养老服务名单');

    await desk.move(receiptCode, { move: 'publish' });
    const page = await taskPage();
    expect(page).toContain('养老服务名单');
    expect(page).toContain(reply.text);
    expect(page).not.toMatch(/李四|13900000000/);
    expect(await (await office.request('/documents/guanxian-2021/tasks/16/')).text()).not.toContain('养老服务名单');

    await desk.move(receiptCode, { move: 'unpublish', reason: '含个人信息' });
    expect(await taskPage()).not.toContain('养老服务名单');
  });

  it('shows markup of question and reply as the text that it is, on every page', async () => {
    const office = await openOffice();
    const markup = '<img src=x onerror=alert(1)>"\'&<script>alert(1)</script>';
    const receipt = await office.send({ title: `标题${markup}`.slice(0, 50), text: `内容${markup}，还有别的话。` });
    const desk = await office.signIn('desk');
    await desk.move(receipt.receiptCode, { move: 'classify', classification: 'simple', reason: `理由${markup}` });
    await desk.move(receipt.receiptCode, assign);
    await (await office.signIn('minzheng')).move(receipt.receiptCode, { move: 'reply', text: `答复${markup}` });
    await desk.move(receipt.receiptCode, { move: 'publish' });
    const pages = [
      await office.request('/documents/guanxian-2021/tasks/17/'),
      await office.submitForm('/follow/', { receiptCode: receipt.receiptCode, trackingCode: receipt.trackingCode }),
      await office.postForm('/ask/', { ...letter, title: `${markup}`.slice(0, 40), text: markup.slice(0, 9) }),
      await office.postForm('/follow/', { receiptCode: markup, trackingCode: markup }),
      await office.request(`/ask/?about=${encodeURIComponent(markup)}`),
    ];
    for (const page of pages) {
      const text = await page.text();
      expect(text).not.toMatch(/<img src=x|<script>alert/);
    }
  });

  it('says how many answers there are where not all are shown', async () => {
    const office = await openOffice();
    const desk = await office.signIn('desk');
    const clerk = await office.signIn('minzheng');
    for (let index = 0; index < 22; index++) {
      const { receiptCode } = await office.send({ title: `第 ${index} 问` });
      await desk.move(receiptCode, assign);
      await clerk.move(receiptCode, reply);
      await desk.move(receiptCode, { move: 'publish' });
    }
    const page = await (await office.request('/documents/guanxian-2021/tasks/17/')).text();
    expect(page).toContain('公开答复（最近 20 件，共 22 件）');
  });

  it('shows nothing without consent, whatever the copied column says', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send({ publish: 'no', title: '不要公开的' });
    await (await office.signIn('desk')).move(receiptCode, assign);
    await (await office.signIn('minzheng')).move(receiptCode, reply);
    await env.DB.exec('UPDATE comments SET is_published = 1');
    expect(await (await office.request('/documents/guanxian-2021/tasks/17/')).text()).not.toContain('不要公开的');
  });

  it('keeps the label of a sample', async () => {
    const office = await openOffice();
    await loadSampleComments(office.deps);
    const page = await (await office.request('/documents/guanxian-2021/tasks/17/')).text();
    expect(page).toMatch(/养老服务的信息在哪里能看到？<\/a> <span class="sample">演示数据/);
  });

  it('leaves the task readable while the database is down', async () => {
    const office = await openOffice();
    await env.DB.exec('DROP TABLE contacts; DROP TABLE replies; DROP TABLE events; DROP TABLE comments;');
    const response = await office.request('/documents/guanxian-2021/tasks/17/');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('深化社会保障、社会救助和养老医疗服务信息公开。');
  });
});

describe('following', () => {
  it('reads the codes however they are written', async () => {
    const office = await openOffice();
    const { receiptCode, trackingCode } = await office.send();
    const typed = {
      receiptCode: ` ${receiptCode.toLowerCase()} `,
      trackingCode: trackingCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'),
    };
    expect((await office.postJson('/api/follow', typed)).status).toBe(200);
    const page = await office.submitForm('/follow/', typed);
    expect([page.status, (await page.text()).includes('办理经过')]).toEqual([200, true]);
  });

  it('says the same of a wrong receipt code and of a wrong tracking code', async () => {
    const office = await openOffice();
    const { receiptCode, trackingCode } = await office.send();
    const answers = await Promise.all(
      [
        { receiptCode, trackingCode: '0000-0000-0000' },
        { receiptCode: 'GX261120-00000', trackingCode },
      ].map(async (codes) => {
        const response = await office.postJson('/api/follow', codes);
        return [response.status, await response.text()];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.[0]).toBe(404);
  });

  it('is held back for who tries too often, in the form as in the script', async () => {
    const office = await openOffice({ refuse: ['follow'] });
    const codes = { receiptCode: 'GX261120-00000', trackingCode: '0000-0000-0000' };
    expect((await office.postJson('/api/follow', codes)).status).toBe(429);
    expect((await office.postForm('/follow/', codes)).status).toBe(429);
  });

  it('is kept by no cache, and framed by no page', async () => {
    const office = await openOffice();
    const receipt = await office.send();
    const responses = [
      await office.submitForm('/follow/', { receiptCode: receipt.receiptCode, trackingCode: receipt.trackingCode }),
      await office.submitForm('/ask/', letter),
      await office.postJson('/api/follow', receipt),
    ];
    for (const { headers } of responses) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('never takes the number of a request from the sender', async () => {
    const office = await openOffice();
    const response = await office.request('/api/answers?about=x', { headers: { 'x-request-id': 'FORGED' } });
    expect([...response.headers.values()]).not.toContain('FORGED');
  });

  it('comes back with what was typed and a sentence where the codes do not fit', async () => {
    const office = await openOffice();
    const response = await office.postForm('/follow/', { receiptCode: 'GX1', trackingCode: 'ABC' });
    const page = await response.text();
    expect(response.status).toBe(404);
    expect(page).toContain('没有找到对应的留言');
    expect(page).toContain('value="GX1"');
  });
});

describe('the record', () => {
  it('cannot be changed or deleted, not even by the application', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    await (await office.signIn('desk')).move(receiptCode, assign);
    await (await office.signIn('minzheng')).move(receiptCode, reply);
    for (const statement of [
      'UPDATE events SET at = 0',
      'DELETE FROM events',
      "UPDATE replies SET text = ''",
      'DELETE FROM replies',
      'UPDATE comments SET received_at = 0',
      'UPDATE comments SET may_be_published = 1',
      "UPDATE comments SET tracking_hash = ''",
      'INSERT OR REPLACE INTO events SELECT position, receipt_code, version, type, 0, actor_role, actor, data, salt, leaf FROM events',
      "INSERT INTO events SELECT 99, receipt_code, 99, 'replied', 0, 'unit', NULL, '{}', '', '' FROM comments",
      "INSERT OR REPLACE INTO replies SELECT receipt_code, version, 'another' FROM replies",
      "INSERT INTO replies SELECT receipt_code, 99, 'another' FROM comments",
      'INSERT OR REPLACE INTO comments SELECT * FROM comments',
      "UPDATE comments SET text = ''",
      'DELETE FROM comments',
    ]) {
      await expect(env.DB.prepare(statement).run(), statement).rejects.toThrow(/append-only|never|once/);
    }
  });

  it('is what the queue shows: the copied columns agree with the events', async () => {
    const office = await openOffice();
    const { receiptCode } = await office.send();
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, assign);
    await (await office.signIn('minzheng')).move(receiptCode, reply);
    await desk.move(receiptCode, { move: 'publish' });
    const row = await env.DB.prepare(
      'SELECT state, unit, closed_at, is_published, version FROM comments WHERE receipt_code = ?',
    )
      .bind(receiptCode)
      .first();
    expect(row).toEqual({
      state: 'replied',
      unit: 'minzhengju',
      closed_at: office.clock.now,
      is_published: 1,
      version: 4,
    });
    expect((await desk.readCase(receiptCode)).state).toBe('replied');
  });
});
