import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { assignToCivilAffairs, assignToEducation, openDesk, urge } from '../api-support/desk.ts';
import { shanghai } from '../api-support/office.ts';

const reply = { move: 'reply', text: '您好，相关信息在县民政局网站公开。' } as const;

describe('queue filters', () => {
  it('the queue filters by state, unit, kind and document, nearest due date first', async () => {
    const office = await openDesk();
    const help = await office.sendComment({ title: '求助的', kind: 'help' });
    await office.sendComment({ title: '问要点的', about: 'guanxian-2021/points/1-1' });
    await office.desk.move(help.receiptCode, assignToCivilAffairs);
    expect(await office.titles('?state=assigned')).toEqual(['求助的']);
    expect(await office.titles('?unit=minzhengju')).toEqual(['求助的']);
    expect(await office.titles('?unit=jiaotiju')).toEqual([]);
    expect(await office.titles('?kind=help')).toEqual(['求助的']);
    expect((await office.titles('?document=guanxian-2021')).sort()).toEqual(['求助的', '问要点的'].sort());
    expect(await office.titles('?document=liaocheng-2021')).toEqual([]);
    expect(await office.titles('?kind=help&state=received')).toEqual([]);
    expect(await office.titles('?kind=help&state=assigned&unit=minzhengju&document=guanxian-2021')).toEqual(['求助的']);
  });

  it('the queue filters by working days until due, including overdue comments', async () => {
    const office = await openDesk();
    for (const day of ['13', '18', '20', '24']) {
      office.clock.now = shanghai(`2026-11-${day}T10:00`);
      await office.sendComment({ title: `${day}日` });
    }
    office.clock.now = shanghai('2026-11-25T09:00');
    expect(await office.titles('?due=overdue')).toEqual(['13日']);
    expect(await office.titles('?due=today')).toEqual(['13日', '18日']);
    expect(await office.titles('?due=three-days')).toEqual(['13日', '18日', '20日']);
    expect(await office.titles('?due=five-days')).toEqual(['13日', '18日', '20日', '24日']);
  });

  it('queue filters count the overdue comments that a filter excludes', async () => {
    const office = await openDesk();
    await office.sendComment({ title: '求助的', kind: 'help' });
    await office.sendComment({ title: '咨询的' });
    await office.sendComment({ title: '又咨询的' });
    office.clock.now = shanghai('2026-12-01T09:00');
    expect((await office.page('')).hiddenOverdue).toBeNull();
    expect((await office.page('?kind=help')).hiddenOverdue).toEqual({ count: 2, isMore: false });
    expect((await office.page('?unit=minzhengju')).hiddenOverdue).toEqual({ count: 3, isMore: false });
  });

  it('queue filters answer 422 to an invalid filter', async () => {
    const { desk } = await openDesk();
    for (const query of ['state=open', 'kind=x', 'due=never', 'held=1', `q=${'长'.repeat(101)}`]) {
      expect([query, (await desk.get(`/api/queue?${query}`)).status]).toEqual([query, 422]);
    }
  });

  it('queue filters never show a unit another unit’s comments, whatever the filter', async () => {
    const office = await openDesk();
    const other = await office.sendComment({ title: '教体局的' });
    await office.desk.move(other.receiptCode, assignToEducation);
    await office.desk.move(other.receiptCode, urge);
    for (const query of ['?unit=jiaotiju', '?urged=yes', '?state=assigned', '?q=养老服务', `?q=${other.receiptCode}`]) {
      expect([query, await office.titles(query, office.clerk)]).toEqual([query, []]);
    }
    expect((await office.page('', office.clerk)).counts).toMatchObject({ open: 0, urged: 0 });
  });

  it('queue filters find a match even after more rows than one page scans', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment({ title: '最后到期的求助', kind: 'help' });
    await office.desk.move(receiptCode, assignToCivilAffairs);
    // Inserts a year's comments of one unit, all due earlier, as intake would store them.
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
       INSERT INTO comments (receipt_code, jurisdiction, submission_hash, tracking_hash, about, document, kind, title,
         text, may_be_published, received_at, state, classification, unit, due_at, reclassified, is_published, calendar, version)
       SELECT 'GX250101-' || (10000 + i), jurisdiction, 's' || i, '', about, document, 'question', title, text, 0,
         received_at, state, classification, unit, due_at - i, reclassified, 0, calendar, 1 FROM comments, n`,
    ).run();
    await env.DB.prepare(
      `INSERT INTO events (receipt_code, version, type, at, actor_role, data, salt, leaf)
       SELECT receipt_code, 1, 'received', received_at, 'resident', (SELECT data FROM events LIMIT 1), '', ''
       FROM comments WHERE version = 1`,
    ).run();
    const first = await office.page('?unit=minzhengju&kind=help');
    expect([first.items.length, first.next !== null]).toEqual([0, true]);
    expect(await office.titles(`?unit=minzhengju&kind=help&after=${first.next}`)).toEqual(['最后到期的求助']);
    expect((await office.page('')).counts.open).toBe(1000);
  });
});

describe('searching the queue', () => {
  it('queue search finds words of title and text and parts of the receipt code in all states, newest first', async () => {
    const office = await openDesk();
    const old = await office.sendComment({ title: '低保名单' });
    const answered = await office.sendComment({ title: '低保标准', text: '请问农村低保标准是多少，向谁申请？' });
    await office.desk.move(answered.receiptCode, assignToCivilAffairs);
    await office.clerk.move(answered.receiptCode, reply);
    expect(await office.titles('?q=低保')).toEqual(['低保标准', '低保名单']);
    expect(await office.titles('?q=农村低保标准')).toEqual(['低保标准']);
    expect(await office.titles('?q=低保 申请')).toEqual(['低保标准']);
    expect(await office.titles('?q=低保 医疗')).toEqual([]);
    for (const part of [
      old.receiptCode,
      old.receiptCode.toLowerCase(),
      old.receiptCode.slice(9),
      old.receiptCode.slice(9, 13),
    ]) {
      expect([part, await office.titles(`?q=${part}`)]).toEqual([part, ['低保名单']]);
    }
    expect(await office.titles('?q=低保&state=replied')).toEqual(['低保标准']);
    expect(await office.titles('?q=低保&unit=minzhengju')).toEqual(['低保标准']);
  });

  it('queue search requires two characters and treats search syntax as text', async () => {
    const office = await openDesk();
    await office.sendComment();
    const lone = await office.page('?q=养');
    expect([lone.items, lone.searchProblem]).toEqual([[], '请至少输入两个连着的字，或受理编号的一段。']);
    for (const query of ['"', "养老' OR 1=1", '养老 OR', 'NEAR(a b)', 'words:x', '*', '养老" AND "', '-养老']) {
      expect([query, (await office.desk.get(`/api/queue?q=${encodeURIComponent(query)}`)).status]).toEqual([
        query,
        200,
      ]);
    }
  });

  it('queue search finds nothing in another jurisdiction', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment({ title: '低保名单' });
    const elsewhere = await office.signIn('pingyin');
    for (const query of ['低保', receiptCode, 'guanxian', `低保 guanxian`]) {
      expect([query, await office.titles(`?q=${query}`, elsewhere)]).toEqual([query, []]);
    }
  });

  it('queue search pages through all results', async () => {
    const office = await openDesk();
    for (let index = 0; index < 53; index++) await office.sendComment({ title: `低保第 ${index} 件` });
    const first = await office.page('?q=低保');
    const second = await office.page(`?q=低保&after=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([50, 3, null]);
  });

  it('queue search no longer finds a comment removed from the index, which stores no text', async () => {
    const office = await openDesk();
    await office.sendComment({ title: '低保名单' });
    expect(await env.DB.prepare('SELECT words FROM comment_words').first()).toEqual({ words: null });
    await env.DB.prepare('DELETE FROM comment_words WHERE rowid = 1').run();
    expect(await office.titles('?q=低保')).toEqual([]);
  });
});

describe('urging a unit (督办)', () => {
  it('an urged comment is marked in queue and case until the unit answers', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment({ title: '被督办的' });
    await office.sendComment({ title: '别的' });
    await office.desk.move(receiptCode, assignToCivilAffairs);
    const seen = (await office.clerk.readCase(receiptCode)).version;
    office.clock.now = shanghai('2026-11-26T09:00');
    expect((await office.desk.move(receiptCode, urge)).status).toBe(200);
    for (const who of [office.desk, office.clerk]) {
      expect(await office.titles('?urged=yes', who)).toEqual(['被督办的']);
      const found = await who.readCase(receiptCode);
      expect(found.urgedAt).toBe('2026-11-26T01:00:00.000Z');
      expect(found.events.at(-1)).toMatchObject({ what: '政务公开办督办', note: urge.reason });
    }
    expect((await office.page('')).counts.urged).toBe(1);
    // The unit wrote its reply before it was urged; the reply is still accepted.
    expect((await office.clerk.move(receiptCode, reply, seen)).status).toBe(200);
    expect((await office.desk.readCase(receiptCode)).urgedAt).toBeNull();
    expect(await office.titles('?urged=yes')).toEqual([]);
  });

  it('urging is reserved for the desk, needs a reason and a unit that holds the comment', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment();
    expect((await office.desk.move(receiptCode, urge)).status).toBe(409);
    await office.desk.move(receiptCode, assignToCivilAffairs);
    expect((await office.clerk.move(receiptCode, urge)).status).toBe(403);
    expect((await office.desk.move(receiptCode, { ...urge, reason: '' })).status).toBe(422);
  });
});
