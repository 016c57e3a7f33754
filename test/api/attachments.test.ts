import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { Problem } from '../../api/contract/problem.ts';
import { countRows, newComment, openTestOffice } from '../api-support/office.ts';
import { bytes, png, pngChunk, pngData, pngHeader, pngSignature } from '../support/picture-bytes.ts';

const pdf = '%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n17\n%%EOF\n';

function formWith(files: (string | Uint8Array<ArrayBuffer>)[], fields: Record<string, string> = newComment): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [index, content] of files.entries()) form.append('files', new File([content], `${index}.exe`));
  return form;
}

const countStoredFiles = async () => (await env.FILES.list()).objects.length;

describe('attachments of a comment', () => {
  it('attachments are stored once when the comment is resent, and the receipt stays the same', async () => {
    const office = await openTestOffice();
    const send = () =>
      office.request('/api/comments/with-attachments', { method: 'POST', body: formWith([pdf, `${pdf}`]) });
    const receipts = await Promise.all(
      (await Promise.all([send(), send(), send()])).map((answer) => answer.json<Receipt>()),
    );
    expect(new Set(receipts.map(({ receiptCode }) => receiptCode)).size).toBe(1);
    expect([await countRows('comments'), await countRows('attachments'), await countStoredFiles()]).toEqual([1, 2, 2]);
  });

  it('two comments with the same text but different attachments are both stored', async () => {
    const office = await openTestOffice();
    await office.request('/ask/', { method: 'POST', body: formWith([pdf]) });
    await office.request('/ask/', {
      method: 'POST',
      body: formWith([`%PDF-1.4\n${pdf.slice(9)}`.replace('0 1', '0 2')]),
    });
    expect(await countRows('comments')).toBe(2);
  });

  it('attachments can be sent without script, and an empty file field counts as none', async () => {
    const office = await openTestOffice();
    const answer = await office.request('/ask/', {
      method: 'POST',
      body: formWith([pdf], { ...newComment, step: 'send' }),
    });
    expect(answer.headers.get('location')).toMatch(/^\/follow\/receipt\/\?receiptCode=/u);
    const none = formWith([], { ...newComment, key: '1'.repeat(32) });
    none.append('files', new File([], ''));
    expect((await office.request('/ask/', { method: 'POST', body: none })).status).toBe(303);
    expect(await countRows('attachments')).toBe(1);
  });

  it('an invalid attachment is named in the error, and nothing is stored', async () => {
    const office = await openTestOffice();
    const body = () => formWith([pdf, '<html>']);
    const answer = await office.request('/api/comments/with-attachments', { method: 'POST', body: body() });
    expect([answer.status, (await answer.json<Problem>()).errors]).toEqual([
      422,
      [{ field: 'files', message: '第 2 个附件（1.exe）不是完整的 JPG、PNG、WebP 图片或 PDF 文件' }],
    ]);
    const page = await office.request('/ask/', { method: 'POST', body: body() });
    expect([page.status, await page.text()]).toEqual([422, expect.stringContaining('第 2 个附件（1.exe）不是完整的')]);
    expect([await countRows('comments'), await countStoredFiles()]).toEqual([0, 0]);
  });

  it('oversized attachments are rejected before they are read, and no other form may be that large', async () => {
    const office = await openTestOffice();
    const large = new Uint8Array(6 * 1024 * 1024);
    const post = (path: string, files: Uint8Array<ArrayBuffer>[]) =>
      office.request(path, { method: 'POST', body: formWith(files) });
    expect((await post('/api/comments/with-attachments', [large, large, large])).status).toBe(413);
    expect((await post('/api/comments', [large])).status).toBe(413);
    expect((await post('/follow/', [large])).status).toBe(413);
    expect((await post('/ask/', [large])).status).toBe(422);
  });

  it('attachments are rejected in a form with more parts than a browser would send', async () => {
    const office = await openTestOffice();
    const many = formWith([pdf]);
    for (let number = 0; number < 60; number++) many.append('files', new File([], 'a'));
    const answer = await office.request('/api/comments/with-attachments', { method: 'POST', body: many });
    const { errors } = await answer.json<Problem>();
    // The parser reads this as an empty form.
    expect([answer.status, errors?.map(({ field }) => field)]).toEqual([
      422,
      expect.arrayContaining(['title', 'text']),
    ]);
    // The parser ignores a second boundary hidden in the header.
    const part = ([name, value]: [string, string]) =>
      `--B\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const send = async (line: string, junk: number) => {
      const body = `${Object.entries(newComment).map(part).join('')}${part(['x', 'x']).repeat(junk)}--B--\r\n`;
      const headers = { 'content-type': `multipart/form-data; ${line}` };
      return (await office.request('/api/comments/with-attachments', { method: 'POST', headers, body })).status;
    };
    expect(await send('boundary=B', 60)).toBe(422);
    expect(await send('x="; boundary=A"; boundary=B', 60)).toBe(422);
    expect(await send('boundary=B', 0)).toBe(201);
    const unnamed = { method: 'POST', headers: { 'content-type': 'multipart/form-data' }, body: 'x' };
    expect((await office.request('/api/comments/with-attachments', unnamed)).status).toBe(422);
  });

  it('attachments are downloadable by staff who handle the comment and by nobody else', async () => {
    const office = await openTestOffice();
    const sent = await office.request('/api/comments/with-attachments', { method: 'POST', body: formWith([pdf]) });
    const { receiptCode } = await sent.json<Receipt>();
    const address = `/api/queue/${receiptCode}/attachments/1`;
    expect((await office.request(address)).status).toBe(401);
    const unit = await office.signIn('minzheng');
    expect((await unit.get(address)).status).toBe(404);
    const desk = await office.signIn('desk');
    expect((await desk.readCase(receiptCode)).attachments).toEqual([
      { number: 1, type: 'application/pdf', bytes: pdf.length },
    ]);
    const file = await desk.get(address);
    expect(new TextDecoder().decode(await file.arrayBuffer())).toBe(pdf);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${receiptCode}-1.pdf"`,
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
    });
    expect((await desk.get(`/api/queue/${receiptCode}/attachments/2`)).status).toBe(404);
    expect((await desk.get(`/api/queue/GX000000-00000/attachments/1`)).status).toBe(404);
  });

  it('attachments are stripped of data hidden in a picture before staff download them', async () => {
    const office = await openTestOffice();
    const hidden = bytes(
      pngSignature,
      pngHeader,
      pngChunk('tEXt', 'GPS'),
      pngChunk('IDAT', pngData, 'GPS'),
      pngChunk('IEND', 'GPS'),
      'GPS',
    );
    const body = formWith([hidden]);
    const sent = await office.request('/api/comments/with-attachments', { method: 'POST', body });
    const { receiptCode } = await sent.json<Receipt>();
    const file = await (await office.signIn('desk')).get(`/api/queue/${receiptCode}/attachments/1`);
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(png());
  });

  it('a comment gets no receipt when its attachments cannot be stored', async () => {
    const office = await openTestOffice({ brokenParts: ['files'] });
    const answer = await office.request('/api/comments/with-attachments', { method: 'POST', body: formWith([pdf]) });
    expect(answer.status).toBe(500);
    expect(await countRows('comments')).toBe(0);
  });
});
