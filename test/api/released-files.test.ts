// Attachments after submission: released one by one with the answer, erased on request or after retention, and deleted
// when orphaned.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { PublishedAnswer, Receipt } from '../../api/contract/follow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { FollowView } from '../../api/life/requests.ts';
import { maintain } from '../../api/record/maintenance.ts';
import { newComment, openTestOffice, shanghai } from '../api-support/office.ts';

const pdfWith = (word: string) => `%PDF-1.4\n1 0 obj\nxref\n0 1\n% ${word}\ntrailer\nstartxref\n17\n%%EOF\n`;
const listStoredKeys = async () => (await env.FILES.list()).objects.map(({ key }) => key);

/** Opens an office with an answered comment that has two files. */
async function openOfficeWithFiles() {
  const office = await openTestOffice();
  const body = new FormData();
  for (const [name, value] of Object.entries(newComment)) body.append(name, value);
  for (const word of ['one', 'two']) body.append('files', new File([pdfWith(word)], `${word}.pdf`));
  const sent = await office.request('/api/comments/with-attachments', { method: 'POST', body });
  const { receiptCode, trackingCode } = await sent.json<Receipt>();
  const desk = await office.signIn('desk');
  const unit = await office.signIn('minzheng');
  await desk.move(receiptCode, { move: 'assign', unit: 'minzhengju' });
  await unit.move(receiptCode, { move: 'reply', text: '您好，名单在县民政局专栏公布。' });
  const act = (action: object) => office.postJson('/api/follow/moves', { receiptCode, trackingCode, action });
  const fetchPublic = (number: number) => office.request(`/answers/${receiptCode}/files/${number}`);
  return { ...office, receiptCode, desk, act, fetchPublic };
}

describe('an attachment of a comment', () => {
  it('an attachment is public only while the answer is published and the desk released the file', async () => {
    const office = await openOfficeWithFiles();
    const { receiptCode, desk, fetchPublic } = office;
    expect((await fetchPublic(1)).status).toBe(404);
    await desk.move(receiptCode, { move: 'publish', files: [2] });
    const [first, second] = [await fetchPublic(1), await fetchPublic(2)];
    expect([first.status, second.status]).toEqual([404, 200]);
    expect(second.headers.get('content-disposition')).toBe(`attachment; filename="${receiptCode}-2.pdf"`);
    expect(new TextDecoder().decode(await second.arrayBuffer())).toBe(pdfWith('two'));
    const page = await (await office.request(`/answers/${receiptCode}/`)).text();
    expect(page).toContain('下载附件 2（PDF 文件，1 KB）');
    expect(page).not.toContain('附件 1');
    const { answers } = await (await office.request(`/api/answers?about=${newComment.about}`)).json<{
      answers: PublishedAnswer[];
    }>();
    expect(answers[0]?.files).toEqual([{ number: 2, type: 'application/pdf', bytes: pdfWith('two').length }]);
    await desk.move(receiptCode, { move: 'unpublish', reason: '附件里有别人的脸' });
    expect((await fetchPublic(2)).status).toBe(404);
    await desk.move(receiptCode, { move: 'publish' });
    expect((await fetchPublic(2)).status).toBe(404);
  });

  it('an attachment cannot be released under an unknown number', async () => {
    const { receiptCode, desk, fetchPublic } = await openOfficeWithFiles();
    const answer = await desk.move(receiptCode, { move: 'publish', files: [3] });
    expect([answer.status, (await answer.json<Problem>()).errors]).toEqual([
      422,
      [{ field: 'files', message: '没有这个附件，或已经抹去' }],
    ]);
    expect((await fetchPublic(3)).status).toBe(404);
  });

  it('an attachment is no longer public when the resident withdraws consent', async () => {
    const { receiptCode, desk, act, fetchPublic } = await openOfficeWithFiles();
    await desk.move(receiptCode, { move: 'publish', files: [1, 2] });
    expect((await act({ move: 'withhold' })).status).toBe(200);
    expect((await fetchPublic(1)).status).toBe(404);
  });

  it('an attachment is erased on the resident’s request, and the record keeps only its hash', async () => {
    const office = await openOfficeWithFiles();
    await office.desk.move(office.receiptCode, { move: 'publish', files: [1] });
    const view = await (await office.act({ move: 'erase' })).json<FollowView>();
    expect([view.attachments, view.moves.includes('erase')]).toEqual([[], false]);
    expect(await listStoredKeys()).toEqual([]);
    expect((await office.fetchPublic(1)).status).toBe(404);
    expect((await office.desk.get(`/api/queue/${office.receiptCode}/attachments/1`)).status).toBe(404);
    const ledger = await (await office.request('/data/ledger.json')).json<Parameters<typeof verifyLedger>[0]>();
    expect(await verifyLedger(ledger)).toEqual([]);
    expect(ledger.events[0]?.facts).toMatchObject({ files: expect.stringMatching(/^[0-9a-f]{64}$/u) });
    expect(ledger.events.map(({ type }) => type)).toEqual([
      ...['received', 'assigned', 'replied', 'judged', 'published', 'erased'],
    ]);
  });

  it('an attachment is erased at the end of retention even without name or contact', async () => {
    const office = await openOfficeWithFiles();
    office.clock.now = shanghai('2027-11-21T00:07');
    await maintain(office.deps);
    expect(await listStoredKeys()).toEqual([]);
    expect((await office.desk.readCase(office.receiptCode)).attachments).toEqual([]);
  });

  it('an attachment cannot be changed, or deleted without a recorded erasure', async () => {
    await openOfficeWithFiles();
    const change = env.DB.prepare("UPDATE attachments SET hash = 'x'").run();
    await expect(change).rejects.toThrow('append-only');
    await expect(env.DB.prepare('DELETE FROM attachments').run()).rejects.toThrow('only when they are erased');
    const again = "INSERT OR REPLACE INTO attachments SELECT receipt_code, number, type, 1, 'x', 'y' FROM attachments";
    await expect(env.DB.prepare(again).run()).rejects.toThrow('append-only');
  });

  it('an attachment is not served when its stored bytes differ from its hash', async () => {
    const office = await openOfficeWithFiles();
    for (const place of await listStoredKeys()) await env.FILES.put(place, pdfWith('forged'));
    expect((await office.desk.get(`/api/queue/${office.receiptCode}/attachments/1`)).status).toBe(500);
  });
});

describe('orphaned files', () => {
  it('orphaned files are deleted the next day while a comment’s files stay', async () => {
    const office = await openOfficeWithFiles();
    await env.FILES.put('comments/2026-11-20/lost/1', pdfWith('lost'));
    await maintain(office.deps);
    expect(await listStoredKeys()).toHaveLength(3);
    office.clock.now = shanghai('2026-11-21T00:07');
    await maintain(office.deps);
    expect(await listStoredKeys()).toHaveLength(2);
    expect((await office.desk.get(`/api/queue/${office.receiptCode}/attachments/1`)).status).toBe(200);
    expect(office.log.at(-1)?.details).toMatchObject({ swept: 1, erased: 0 });
  });
});
