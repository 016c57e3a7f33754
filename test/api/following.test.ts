import { describe, expect, it } from 'vitest';
import { newComment, openTestOffice } from '../api-support/office.ts';

describe('following a comment', () => {
  it('a resident may type both codes in any spelling', async () => {
    const office = await openTestOffice();
    const { receiptCode, trackingCode } = await office.sendComment();
    const typed = {
      receiptCode: ` ${receiptCode.toLowerCase()} `,
      trackingCode: trackingCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'),
    };
    expect((await office.postJson('/api/follow', typed)).status).toBe(200);
    const page = await office.submitForm('/follow/', typed);
    expect([page.status, (await page.text()).includes('办理经过')]).toEqual([200, true]);
  });

  it('following a comment gives the same answer for a wrong receipt code and a wrong tracking code', async () => {
    const office = await openTestOffice();
    const { receiptCode, trackingCode } = await office.sendComment();
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

  it('following a comment is rate-limited in the form and in the API', async () => {
    const office = await openTestOffice({ exceededLimits: ['follow'] });
    const codes = { receiptCode: 'GX261120-00000', trackingCode: '0000-0000-0000' };
    expect((await office.postJson('/api/follow', codes)).status).toBe(429);
    expect((await office.postForm('/follow/', codes)).status).toBe(429);
  });

  it('the follow page cannot be cached or framed', async () => {
    const office = await openTestOffice();
    const receipt = await office.sendComment();
    const responses = [
      await office.submitForm('/follow/', { receiptCode: receipt.receiptCode, trackingCode: receipt.trackingCode }),
      await office.submitForm('/ask/', newComment),
      await office.postJson('/api/follow', receipt),
    ];
    for (const { headers } of responses) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('never accepts a request id from the client', async () => {
    const office = await openTestOffice();
    const response = await office.request('/api/answers?about=x', { headers: { 'x-request-id': 'FORGED' } });
    expect([...response.headers.values()]).not.toContain('FORGED');
  });

  it('the form for both codes keeps what was typed and explains a mismatch', async () => {
    const office = await openTestOffice();
    const response = await office.postForm('/follow/', { receiptCode: 'GX1', trackingCode: 'ABC' });
    const page = await response.text();
    expect(response.status).toBe(404);
    expect(page).toContain('没有找到对应的留言');
    expect(page).toContain('value="GX1"');
  });
});
