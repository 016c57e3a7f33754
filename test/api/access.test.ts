// Sends every API route requests from every role, two counties and two units. Checks who gets access, and that a
// refused request writes nothing.
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { requiredPermission } from '../../api/domain/access/access.ts';
import { siteDefault } from '../../content/rules/index.ts';
import { loadSampleAccounts } from '../../seeds/demo/load.ts';
import { readDatabase } from '../api-support/database-contents.ts';
import { newComment, openTestOffice, origin, reply } from '../api-support/office.ts';
import { forgedFields, people, type RouteCase, readers, routeCases } from '../api-support/visits.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;
type Clerk = Awaited<ReturnType<Office['signIn']>>;
const readRoutes = (office: Office) => [
  ...new Set(
    office.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];
const permissionFor = (route: string) => {
  const [method = '', path = ''] = route.split(' ');
  return requiredPermission(method, path);
};
const staffRoutes = (office: Office) => readRoutes(office).filter((route) => permissionFor(route) !== 'anybody');

/** The rule requires a review, so that the reviewer has moves too. */
const rule = { ...siteDefault, jurisdiction: 'guanxian', since: '2021-06-28', reviewers: 1 };

async function openOfficeWithEveryone() {
  const office = await openTestOffice({ rules: [rule] });
  const account = { name: 'target', role: 'unit', jurisdiction: 'guanxian', unit: 'yibaoju' } as const;
  const accounts = [...people, account].map((person) => ({ ...person, username: person.name }));
  await loadSampleAccounts(office.deps.auth, office.deps, office.password, accounts);
  const clerks = new Map<string, Clerk>();
  for (const { name } of people) clerks.set(name, await office.signInWithPassword(name));
  const { user } = await readDatabase();
  const target = (user as { id: string; username: string }[]).find(({ username }) => username === 'target')?.id ?? '';
  const clerk = (name: string): Clerk => {
    const found = clerks.get(name);
    if (!found) throw new Error(name);
    return found;
  };
  let sent = 0;
  /** Sends a comment with name, contact and attachment and assigns it to 县民政局. */
  const sendAssignedComment = async (): Promise<string> => {
    sent += 1;
    const form = new FormData();
    const left = { name: '李四', contact: '13900000000', key: String(sent).padStart(32, '0') };
    const fields = { ...newComment, ...left, text: `${newComment.text}${sent}` };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('files', new File(['%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n17\n%%EOF\n'], 'a.pdf'));
    const answer = await office.request('/api/comments/with-attachments', { method: 'POST', body: form });
    const { receiptCode } = await answer.json<Receipt>();
    await clerk('desk_guanxian').move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    return receiptCode;
  };
  return { ...office, clerk, sendAssignedComment, target };
}

const bodiesOf = (visit: RouteCase) => visit.bodies ?? [undefined];

async function sendAs(office: Office, route: string, path: string, body: unknown, headers: Record<string, string>) {
  const [method = 'GET'] = route.split(' ');
  const withBody = body === undefined ? {} : { body: JSON.stringify(body) };
  const sent = { 'content-type': 'application/json', origin, ...headers };
  return office.request(path, { method, headers: sent, ...withBody });
}

describe('access to API routes', () => {
  it('the access table covers every API route, and this test covers every staff route', async () => {
    const office = await openTestOffice();
    expect(readRoutes(office).length).toBeGreaterThan(15);
    expect(readRoutes(office).filter((route) => permissionFor(route) === null)).toEqual([]);
    expect(staffRoutes(office).sort()).toEqual(Object.keys(routeCases).sort());
  });

  it('answers 401 to anyone not signed in, except on public routes', async () => {
    const office = await openTestOffice();
    for (const [route, visit] of Object.entries(routeCases)) {
      for (const body of bodiesOf(visit)) {
        const answer = await sendAs(office, route, visit.path('GX261120-00000', 'x'), body, {});
        expect([route, answer.status, answer.headers.get('cache-control')]).toEqual([route, 401, 'no-store']);
      }
    }
  });

  it('answers 403 or 404 to every role, unit, county and site without access, and writes nothing', async () => {
    const office = await openOfficeWithEveryone();
    const code = await office.sendAssignedComment();
    const before = await readDatabase();
    let refused = 0;
    for (const [route, visit] of Object.entries(routeCases)) {
      for (const { name } of people.filter((person) => !visit.allowed.includes(person.name))) {
        for (const body of bodiesOf(visit)) {
          const answer = await sendAs(office, route, visit.path(code, office.target), body, {
            cookie: office.clerk(name).cookie,
          });
          expect([403, 404], `${name}: ${route} answered ${answer.status}`).toContain(answer.status);
          expect(await answer.text(), `${name}: ${route}`).not.toMatch(/李四|13900000000|养老/u);
          refused += 1;
        }
      }
    }
    expect(refused).toBeGreaterThan(150);
    // Requests from another site, even with a valid cookie.
    for (const [route, visit] of Object.entries(routeCases).filter(([name]) => !name.startsWith('GET'))) {
      for (const name of visit.allowed) {
        for (const from of ['https://elsewhere.test', 'null', `${origin}.elsewhere.test`]) {
          const sent = { cookie: office.clerk(name).cookie, origin: from };
          const answer = await sendAs(office, route, visit.path(code, office.target), visit.bodies?.[0] ?? {}, sent);
          const { code: problem } = await answer.json<Problem>();
          expect([route, answer.status, problem]).toEqual([route, 403, 'cross-site']);
        }
      }
    }
    expect(await readDatabase()).toEqual(before);
  });

  it('grants exactly the access in the table and shows clerks only comments of their own county and unit', async () => {
    const office = await openOfficeWithEveryone();
    let code = await office.sendAssignedComment();
    for (const [route, visit] of Object.entries(routeCases)) {
      for (const name of visit.allowed) {
        // Each change gets a new comment; the reviewer needs a draft in review.
        if (route.startsWith('POST /api/queue')) {
          code = await office.sendAssignedComment();
          if (name.startsWith('reviewer')) await office.clerk('minzhengju_guanxian').move(code, reply);
        }
        const statuses: number[] = [];
        for (const body of bodiesOf(visit)) {
          const answer = await sendAs(office, route, visit.path(code, office.target), body, {
            cookie: office.clerk(name).cookie,
          });
          statuses.push(answer.status);
          const mayShow = readers.includes(name);
          if (route === 'GET /api/queue') expect([name, (await answer.text()).includes(code)]).toEqual([name, mayShow]);
        }
        const isAnswered = statuses.some((status) => status < 300 || status === visit.expectedStatus);
        expect(isAnswered, `${name}: ${route} answered ${statuses}`).toBe(true);
      }
    }
  });

  it('refuses staff outside the office’s networks and still accepts residents’ comments', async () => {
    const office = await openTestOffice({ staffNetworks: ['203.0.113.0/24'] });
    const [inside, outside] = [{ 'cf-connecting-ip': '203.0.113.9' }, { 'cf-connecting-ip': '203.0.114.9' }];
    const doors = ['POST /api/session', 'DELETE /api/session', 'POST /api/session/code', 'POST /api/links'];
    for (const route of [...Object.keys(routeCases), ...doors]) {
      const path = routeCases[route]?.path('GX261120-00000', 'x') ?? route.split(' ')[1] ?? '';
      const statuses = [outside, {}, inside].map(
        async (from) => (await sendAs(office, route, path, route.startsWith('GET') ? undefined : {}, from)).status,
      );
      const [far, unknown, near] = await Promise.all(statuses);
      expect([route, far, unknown, near === 403]).toEqual([route, 403, 403, false]);
    }
    expect((await office.postJson('/api/comments', newComment, outside)).status).toBe(201);
  });

  it('ignores a sender’s claims about themselves in the request body', async () => {
    const office = await openTestOffice();
    const code = (await office.sendComment()).receiptCode;
    await (await office.signIn('desk')).move(code, { move: 'assign', unit: 'minzhengju' });
    const { cookie } = await office.signIn('minzheng');
    const action = { move: 'return', reason: '不属于本单位', ...forgedFields };
    const path = `/api/queue/${code}/moves`;
    const returned = await sendAs(office, 'POST x', path, { version: 2, action, ...forgedFields }, { cookie });
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
