// Every route of the API × every role × two jurisdictions and two units: who is let in, and that nobody else writes.
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { neededFor } from '../../api/domain/access/access.ts';
import { siteDefault } from '../../content/rules/index.ts';
import { loadSampleAccounts } from '../../seeds/demo/load.ts';
import { readDatabase } from '../api-support/database-contents.ts';
import { letter, openOffice, origin, reply } from '../api-support/office.ts';
import { forged, persons, readers, type Visit, visits } from '../api-support/visits.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;
type Clerk = Awaited<ReturnType<Office['signIn']>>;
const readRoutes = (office: Office) => [
  ...new Set(
    office.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];
const needs = (route: string) => {
  const [method = '', path = ''] = route.split(' ');
  return neededFor(method, path);
};
const staffRoutes = (office: Office) => readRoutes(office).filter((route) => needs(route) !== 'anybody');

/** Replies are reviewed, so that a reviewer has moves too. */
const rule = { ...siteDefault, jurisdiction: 'guanxian', since: '2021-06-28', reviewers: 1 };

async function openFull() {
  const office = await openOffice({ rules: [rule] });
  const account = { name: 'target', role: 'unit', jurisdiction: 'guanxian', unit: 'yibaoju' } as const;
  const accounts = [...persons, account].map((person) => ({ ...person, username: person.name }));
  await loadSampleAccounts(office.deps.auth, office.deps, office.password, accounts);
  const clerks = new Map<string, Clerk>();
  for (const { name } of persons) clerks.set(name, await office.enter(name));
  const { user } = await readDatabase();
  const target = (user as { id: string; username: string }[]).find(({ username }) => username === 'target')?.id ?? '';
  const clerk = (name: string): Clerk => {
    const found = clerks.get(name);
    if (!found) throw new Error(name);
    return found;
  };
  let sent = 0;
  /** A comment with name, contact and attachment that 县民政局 holds. */
  const sendOne = async (): Promise<string> => {
    sent += 1;
    const form = new FormData();
    const left = { name: '李四', contact: '13900000000', key: String(sent).padStart(32, '0') };
    const fields = { ...letter, ...left, text: `${letter.text}${sent}` };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('files', new File(['%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n17\n%%EOF\n'], 'a.pdf'));
    const answer = await office.request('/api/comments/with-attachments', { method: 'POST', body: form });
    const { receiptCode } = await answer.json<Receipt>();
    await clerk('desk_guanxian').move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    return receiptCode;
  };
  return { ...office, clerk, sendOne, target };
}

const bodiesOf = (visit: Visit) => visit.bodies ?? [undefined];

async function go(office: Office, route: string, path: string, body: unknown, headers: Record<string, string>) {
  const [method = 'GET'] = route.split(' ');
  const withBody = body === undefined ? {} : { body: JSON.stringify(body) };
  const sent = { 'content-type': 'application/json', origin, ...headers };
  return office.request(path, { method, headers: sent, ...withBody });
}

describe('every route of the API', () => {
  it('stands in the table of access, and every route for staff in this walk', async () => {
    const office = await openOffice();
    expect(readRoutes(office).length).toBeGreaterThan(15);
    expect(readRoutes(office).filter((route) => needs(route) === null)).toEqual([]);
    expect(staffRoutes(office).sort()).toEqual(Object.keys(visits).sort());
  });

  it('lets in nobody who has not signed in, unless it is for anybody', async () => {
    const office = await openOffice();
    for (const [route, visit] of Object.entries(visits)) {
      for (const body of bodiesOf(visit)) {
        const answer = await go(office, route, visit.path('GX261120-00000', 'x'), body, {});
        expect([route, answer.status, answer.headers.get('cache-control')]).toEqual([route, 401, 'no-store']);
      }
    }
  });

  it('answers 403 or 404 to every other role, unit, county and site, and writes nothing for them', async () => {
    const office = await openFull();
    const code = await office.sendOne();
    const before = await readDatabase();
    let refused = 0;
    for (const [route, visit] of Object.entries(visits)) {
      for (const { name } of persons.filter((person) => !visit.allowed.includes(person.name))) {
        for (const body of bodiesOf(visit)) {
          const answer = await go(office, route, visit.path(code, office.target), body, {
            cookie: office.clerk(name).cookie,
          });
          expect([403, 404], `${name}: ${route} answered ${answer.status}`).toContain(answer.status);
          expect(await answer.text(), `${name}: ${route}`).not.toMatch(/李四|13900000000|养老/u);
          refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(150);
    // And those who may change something, from another site, however good the cookie.
    for (const [route, visit] of Object.entries(visits).filter(([name]) => !name.startsWith('GET'))) {
      for (const name of visit.allowed) {
        for (const from of ['https://elsewhere.test', 'null', `${origin}.elsewhere.test`]) {
          const sent = { cookie: office.clerk(name).cookie, origin: from };
          const answer = await go(office, route, visit.path(code, office.target), visit.bodies?.[0] ?? {}, sent);
          const { code: problem } = await answer.json<Problem>();
          expect([route, answer.status, problem]).toEqual([route, 403, 'cross-site']);
        }
      }
    }
    expect(await readDatabase()).toEqual(before);
  });

  it('answers those whom the table names, and shows each only their own county and unit', async () => {
    const office = await openFull();
    let code = await office.sendOne();
    for (const [route, visit] of Object.entries(visits)) {
      for (const name of visit.allowed) {
        // Each change is tried on a comment that nobody changed yet; a reviewer finds a draft that waits.
        if (route.startsWith('POST /api/queue')) {
          code = await office.sendOne();
          if (name.startsWith('reviewer')) await office.clerk('minzhengju_guanxian').move(code, reply);
        }
        const statuses: number[] = [];
        for (const body of bodiesOf(visit)) {
          const answer = await go(office, route, visit.path(code, office.target), body, {
            cookie: office.clerk(name).cookie,
          });
          statuses.push(answer.status);
          const mayShow = readers.includes(name);
          if (route === 'GET /api/queue') expect([name, (await answer.text()).includes(code)]).toEqual([name, mayShow]);
        }
        const isAnswered = statuses.some((status) => status < 300 || status === visit.answered);
        expect(isAnswered, `${name}: ${route} answered ${statuses}`).toBe(true);
      }
    }
  });

  it('answers nobody from outside the networks of the office, and everybody inside', async () => {
    const office = await openOffice({ staffNetworks: ['203.0.113.0/24'] });
    const [inside, outside] = [{ 'cf-connecting-ip': '203.0.113.9' }, { 'cf-connecting-ip': '203.0.114.9' }];
    const doors = ['POST /api/session', 'DELETE /api/session', 'POST /api/session/code', 'POST /api/links'];
    for (const route of [...Object.keys(visits), ...doors]) {
      const path = visits[route]?.path('GX261120-00000', 'x') ?? route.split(' ')[1] ?? '';
      const statuses = [outside, {}, inside].map(
        async (from) => (await go(office, route, path, route.startsWith('GET') ? undefined : {}, from)).status,
      );
      const [far, unknown, near] = await Promise.all(statuses);
      expect([route, far, unknown, near === 403]).toEqual([route, 403, 403, false]);
    }
    expect((await office.postJson('/api/comments', letter, outside)).status).toBe(201);
  });

  it('believes no body about who sends it', async () => {
    const office = await openOffice();
    const code = (await office.send()).receiptCode;
    await (await office.signIn('desk')).move(code, { move: 'assign', unit: 'minzhengju' });
    const { cookie } = await office.signIn('minzheng');
    const action = { move: 'return', reason: '不属于本单位', ...forged };
    const path = `/api/queue/${code}/moves`;
    const returned = await go(office, 'POST x', path, { version: 2, action, ...forged }, { cookie });
    expect(returned.status).toBe(200);
    const { events } = await readDatabase();
    expect(events?.at(-1)).toMatchObject({
      actor_role: 'unit',
      type: 'returned',
      at: office.clock.now,
      data: JSON.stringify({ unit: 'minzhengju', reason: '不属于本单位' }),
    });
  });
});
