// What monitoring sees: health, readiness, metrics, and the log line of each request.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { createCalendars } from '../../api/domain/clock/calendar.ts';
import { runJobs } from '../../api/record/jobs.ts';
import { assignToCivilAffairs, newComment, openTestOffice, reply, shanghai } from '../api-support/office.ts';
import { watchQueryPlans } from '../api-support/query-plans.ts';

const metricsToken = 'Hq8zL2vXw5Kt9pRm3Yc7Bn1Jd6Fs4Ga0';
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

/** Parses samples by name and labels, as Prometheus does. */
function readSamples(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

describe('the health check', () => {
  it('the health check answers ok while the process runs, whatever is broken behind it', async () => {
    const office = await openTestOffice();
    await env.DB.exec('DROP TABLE d1_migrations');
    const answer = await office.request('/healthz');
    expect([answer.status, await answer.text(), answer.headers.get('cache-control')]).toEqual([
      200,
      'ok\n',
      'no-store',
    ]);
  });
});

describe('the readiness check', () => {
  const checkReadiness = async (office: Awaited<ReturnType<typeof openTestOffice>>) => {
    const answer = await office.request('/readyz');
    return [answer.status, await answer.text(), office.log.map(({ message }) => message).join()];
  };

  it('the readiness check is ready with database, migrations, pages and calendar in place', async () => {
    expect(await checkReadiness(await openTestOffice())).toEqual([200, 'ready\n', '']);
  });

  it('the readiness check is not ready when a migration is missing and names the cause only in the log', async () => {
    const office = await openTestOffice();
    await env.DB.exec("DELETE FROM d1_migrations WHERE name = '0000_record.sql'");
    expect(await checkReadiness(office)).toEqual([503, 'not ready\n', 'not ready: migrations']);
  });

  it('the readiness check is not ready without database or pages, or on a day outside the calendar', async () => {
    const office = await openTestOffice();
    await env.DB.exec('DROP TABLE d1_migrations');
    office.deps.site.page = () => Promise.reject(new Error('no disk'));
    const old = { year: 2020, notices: [], daysOff: {}, makeUpDays: {} };
    const source = { version: 1, takenIn: '2020-01-01', source: 'test', years: [old] };
    office.deps.calendars = createCalendars([source], { source: 'test', years: [] });
    expect(await checkReadiness(office)).toEqual([503, 'not ready\n', 'not ready: database, site, calendar']);
  });
});

describe('metrics', () => {
  it('metrics are absent without a configured token and refused without that token', async () => {
    const withoutToken = await openTestOffice();
    expect((await withoutToken.request('/metrics', bearer(''))).status).toBe(404);
    const office = await openTestOffice({ metricsToken });
    const refused = [{}, bearer('x'), bearer(metricsToken.slice(1)), { headers: { authorization: metricsToken } }];
    for (const init of refused) {
      const answer = await office.request('/metrics', init);
      expect([answer.status, await answer.text()]).toEqual([401, 'not allowed\n']);
    }
  });

  it('metrics count received, met, missed, open and failed items by jurisdiction', async () => {
    const office = await openTestOffice({
      metricsToken,
      sendNote: () => {
        throw new Error('down');
      },
    });
    office.clock.now = shanghai('2026-10-30T09:00');
    await office.sendComment({ title: '上个月收到的一件', key: '9'.repeat(32) });
    office.clock.now = shanghai('2026-11-02T09:00');
    const [inTime, late, open] = [
      await office.sendComment({ key: '1'.repeat(32) }),
      await office.sendComment({ key: '2'.repeat(32) }),
      await office.sendComment({ key: '3'.repeat(32) }),
    ];
    const [desk, unit] = [await office.signIn('desk'), await office.signIn('minzheng')];
    for (const { receiptCode } of [inTime, late]) await desk.move(receiptCode, assignToCivilAffairs);
    await unit.move(inTime.receiptCode, reply);
    office.clock.now = shanghai('2026-11-20T09:00');
    await unit.move(late.receiptCode, { ...reply, text: '另一件的答复：请到镇便民服务中心二楼窗口办理。' });
    await env.DB.prepare(`UPDATE notes SET state = 'failed' WHERE receipt_code = ?`).bind(open.receiptCode).run();
    await runJobs(office.deps, ['upkeep']);

    const answer = await office.request('/metrics', bearer(metricsToken));
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await answer.text();
    const samples = readSamples(text);
    const here = '{jurisdiction="guanxian"}';
    expect({
      received: samples.get(`mingbai_comments_received_total${here}`),
      met: samples.get(`mingbai_windows_met_total${here}`),
      missed: samples.get(`mingbai_windows_missed_total${here}`),
      open: samples.get('mingbai_comments_open{jurisdiction="guanxian",state="received"}'),
      overdue: samples.get(`mingbai_comments_overdue${here}`),
      elsewhere: samples.get('mingbai_comments_received_total{jurisdiction="pingyin"}'),
      notesFailed: samples.get('mingbai_notes{state="failed"}'),
      migrations: samples.get('mingbai_migrations_missing'),
      upkeep: samples.get('mingbai_job_last_success_timestamp_seconds{job="upkeep"}'),
    }).toEqual({
      received: 3,
      met: 1,
      missed: 1,
      open: 2,
      overdue: 2,
      elsewhere: 0,
      notesFailed: 1,
      migrations: 0,
      upkeep: office.clock.now / 1000,
    });
    expect(text).not.toMatch(/养老|GX2611/u);
  });

  it('metrics use indexes only and scan no table', async () => {
    const office = await openTestOffice({ metricsToken });
    const { app, queries, findTableScans } = watchQueryPlans(office.deps, { metricsToken });
    expect((await app.request('/metrics', bearer(metricsToken))).status).toBe(200);
    expect(queries.filter((query) => /"comments"/u.test(query)).length).toBeGreaterThan(20);
    expect(await findTableScans()).toEqual([]);
  });
});

describe('the request log', () => {
  it('the request log has one line per request with the route pattern and nothing about sender or content', async () => {
    const office = await openTestOffice();
    const { receiptCode, trackingCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    await desk.get(`/api/queue/${receiptCode}?q=%E5%BC%A0%E4%B8%89`);
    const from = { headers: { 'cf-connecting-ip': '203.0.113.9', 'user-agent': 'a phone' } };
    await office.request(`/answers/${receiptCode}/?from=secret`, from);
    await office.request('/no-such-page/张三/', from);
    await office.postJson('/api/follow', { receiptCode, trackingCode });
    const lines = office.requestLog.map(({ details }) => [
      details?.['method'],
      details?.['route'],
      details?.['status'],
    ]);
    expect(lines).toEqual([
      ['POST', '/api/comments', 201],
      ['POST', '/api/session', 200],
      ['GET', '/api/queue/:receiptCode', 200],
      ['GET', '/answers/:receiptCode/', 404],
      ['GET', '(file)', 404],
      ['POST', '/api/follow', 200],
    ]);
    const all = JSON.stringify(office.requestLog);
    for (const never of [receiptCode, trackingCode, '203.0.113', 'phone', 'secret', '张三', newComment.title, '?']) {
      expect(all).not.toContain(never);
    }
  });

  it('the request log shares the request id with the response, so that support can find it', async () => {
    const office = await openTestOffice();
    office.deps.database = null as never;
    const answer = await office.postJson('/api/comments', newComment);
    const { requestId } = await answer.json<{ requestId: string }>();
    expect(answer.headers.get('x-request-id')).toBe(requestId);
    expect([office.requestLog, office.log].map((lines) => lines.at(-1)?.requestId)).toEqual([requestId, requestId]);
  });
});
