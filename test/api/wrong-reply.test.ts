import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../api/contract/problem.ts';
import { dropPlaceholders } from '../../api/contract/reply.ts';
import { replyTemplates } from '../../content/reply-templates.ts';
import { siteDefault } from '../../content/rules/index.ts';
import { countRows, openTestOffice, shanghai } from '../api-support/office.ts';

const text = '您好，养老服务机构名单在县民政局网站「养老服务」专栏公布，每季度更新一次。';
const day = 24 * 60 * 60_000;

/** Opens an office with one assigned comment. `open` adds another; `answer` sends a reply as the form does. */
async function openAssignedComment(reviewers = 0) {
  const rule = { ...siteDefault, jurisdiction: 'guanxian', since: '2021-06-28', reviewers };
  const office = await openTestOffice({ rules: [rule] });
  const desk = await office.signIn('desk');
  const unit = await office.signIn('minzheng');
  const open = async (title: string) => {
    const { receiptCode } = await office.sendComment({ title, key: String(title.length).padStart(32, '0') });
    await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
    return receiptCode;
  };
  const answer = async (code: string, action: object, who = unit) => {
    const { version } = await who.readCase(code);
    const response = await who.post(`/api/queue/${code}/moves`, { version, action });
    return { status: response.status, problem: await response.json<Problem>() };
  };
  const first = await open('第一件');
  return { ...office, unit, open, answer, first, reply: { move: 'reply', text } };
}

describe('a reply similar to one sent on another comment', () => {
  it('a reply similar to another comment’s is sent only after the clerk confirms it by that comment’s code', async () => {
    const office = await openAssignedComment();
    expect((await office.answer(office.first, office.reply)).status).toBe(200);
    const second = await office.open('第二件留言');
    const changed = { ...office.reply, text: text.replace('每季度', '每月') };
    const warned = await office.answer(second, changed);
    expect(warned.status).toBe(409);
    expect(warned.problem).toMatchObject({ code: 'alike-reply', alike: [office.first] });
    expect(await countRows('replies')).toBe(1);
    // Confirming a different comment has no effect.
    expect((await office.answer(second, { ...changed, alikeSeen: ['GX000000-00000'] })).status).toBe(409);
    expect((await office.answer(second, { ...changed, alikeSeen: [office.first] })).status).toBe(200);
  });

  it('warns again about similar replies sent since the clerk looked', async () => {
    const office = await openAssignedComment();
    await office.answer(office.first, office.reply);
    const [second, third] = [await office.open('第二件留言'), await office.open('第三件留言呢')];
    await office.answer(third, { ...office.reply, alikeSeen: [office.first] });
    const late = await office.answer(second, { ...office.reply, alikeSeen: [office.first] });
    expect(late.problem.alike?.toSorted()).toEqual([office.first, third].toSorted());
  });

  it('a reply that differs, is on the same comment or comes after 90 days causes no warning', async () => {
    const office = await openAssignedComment();
    await office.answer(office.first, office.reply);
    const second = await office.open('第二件留言');
    const other = { move: 'reply', text: '您好，危房改造补助由住建局发放，验收后三十日内打卡。' };
    expect((await office.answer(second, other)).status).toBe(200);
    await env.DB.prepare("UPDATE comments SET state = 'disputed' WHERE receipt_code = ?").bind(office.first).run();
    const third = await office.open('第三件留言呢');
    office.clock.now = shanghai('2026-11-20T09:00') + 90 * day + 1;
    const unit = await office.signInWithPassword('minzheng');
    expect((await office.answer(third, office.reply, unit)).status).toBe(200);
  });

  it('when replies are reviewed, a similar reply needs confirmation both as a draft and at approval', async () => {
    const office = await openAssignedComment(1);
    const second = await office.open('第二件留言');
    const reviewer = await office.signIn('shenhe');
    await office.answer(office.first, office.reply);
    await office.answer(second, office.reply);
    expect((await office.answer(office.first, { move: 'pass' }, reviewer)).status).toBe(200);
    const warned = await office.answer(second, { move: 'pass' }, reviewer);
    expect(warned.problem).toMatchObject({ code: 'alike-reply', alike: [office.first] });
    expect((await office.answer(second, { move: 'pass', alikeSeen: [office.first] }, reviewer)).status).toBe(200);
    const third = await office.open('第三件留言呢');
    expect((await office.answer(third, office.reply)).problem.alike?.toSorted()).toEqual(
      [office.first, second].toSorted(),
    );
  });
});

describe('a reply from a template', () => {
  it.each(replyTemplates)(
    'a reply template is refused unfilled, and with its placeholders merely deleted: $name',
    async (template) => {
      const office = await openAssignedComment();
      const unfilled = await office.answer(office.first, { move: 'reply', text: template.text });
      expect([unfilled.status, unfilled.problem.errors?.[0]?.message]).toEqual([
        422,
        expect.stringContaining('模板里还有没填的地方'),
      ]);
      const emptied = await office.answer(office.first, { move: 'reply', text: dropPlaceholders(template.text) });
      expect([emptied.status, emptied.problem.errors]).toEqual([
        422,
        [{ field: 'text', message: '这还是模板的原话，请写明这一件的情况再发' }],
      ]);
      expect(await countRows('replies')).toBe(0);
      const filled = template.text.replaceAll(/【填写：[^】]*】/gu, '县民政局');
      expect((await office.answer(office.first, { move: 'reply', text: filled })).status).toBe(200);
    },
  );
});
