// Three jurisdictions in one process, each with its own database. Data of one never appears in another's.
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import { runScheduled } from '../../api/homes/home.ts';
import { newComment } from '../api-support/office.ts';
import { databases, openThreeOffices, type Place, places, subjects } from '../api-support/offices.ts';

const pdf = '%PDF-1.4\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n17\n%%EOF\n';

/** The full contents of a database as text. */
async function dumpDatabase(place: Place): Promise<string> {
  const database = databases[place];
  const { results } = await database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_words%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    )
    .all<{ name: string }>();
  const rows = await Promise.all(results.map(({ name }) => database.prepare(`SELECT * FROM ${name}`).all()));
  return JSON.stringify(rows.map((table) => table.results));
}

const codesIn = (text: string) => [...new Set(text.match(/[A-Z]{2}261120-[0-9A-Z]{5}/gu))].sort();

describe('three jurisdictions in one process', () => {
  it('three jurisdictions in one process store each jurisdiction’s comments only in its own database', async () => {
    const three = await openThreeOffices();
    const sent = await Promise.all(
      places.flatMap((place) => [1, 2].map((n) => three.sendComment(place, `${place}${n}`))),
    );
    for (const [index, place] of places.entries()) {
      const own = sent.slice(index * 2, index * 2 + 2).map(({ receiptCode }) => receiptCode);
      const text = await dumpDatabase(place);
      expect(codesIn(text), place).toEqual(own.sort());
      for (const other of places) expect(text.includes(`${other}1`), `${other} in ${place}`).toBe(other === place);
    }
  });

  it('three jurisdictions in one process keep attachments separate, and one office’s cleanup never deletes another’s', async () => {
    const three = await openThreeOffices();
    for (const place of places) {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...newComment, about: subjects[place] })) form.append(name, value);
      form.append('files', new File([pdf], 'a.pdf'));
      const answer = await three.request('/api/comments/with-attachments', { method: 'POST', body: form });
      expect(answer.status).toBe(201);
    }
    const later = { offices: three.home.offices.map((deps) => ({ ...deps, now: () => deps.now() + 3 * 86_400_000 })) };
    await runScheduled(later, '7 * * * *');
    const kept = (await env.FILES.list()).objects.map(({ key }) => key.split('/')[0]);
    expect(kept).toEqual(places);
  });

  it('three jurisdictions in one process keep ledgers that each verify on their own', async () => {
    const three = await openThreeOffices();
    for (const place of places) await three.sendComment(place, `${place}的问题`);
    await three.sendComment('pingyin', '第二个问题');
    await runScheduled(three.home, '7 * * * *');
    for (const place of places) {
      const ledger = await three.ledgerOf(place);
      expect(await verifyLedger(ledger)).toEqual([]);
      expect(ledger.events.map(({ facts }) => facts['jurisdiction'] ?? place)).toEqual(ledger.events.map(() => place));
      expect(ledger.events.at(0)?.position).toBe(1);
    }
    expect((await three.request('/data/ledger.json')).status).toBe(404);
    const table = await (await three.request('/data/ledger.csv?place=pingyin')).text();
    expect(codesIn(table).every((code) => code.startsWith('PY'))).toBe(true);
    expect(codesIn(table)).toHaveLength(2);
  });

  it('three jurisdictions in one process find a comment by its codes in whichever database holds it', async () => {
    const three = await openThreeOffices();
    for (const place of places) {
      const { receiptCode, trackingCode } = await three.sendComment(place, `${place}的问题`);
      const follow = await three.postJson('/api/follow', { receiptCode, trackingCode });
      expect(await follow.json()).toMatchObject({ receiptCode, title: `${place}的问题` });
      const action = { move: 'withdraw' };
      expect((await three.postJson('/api/follow/moves', { receiptCode, trackingCode, action })).status).toBe(200);
      expect(await dumpDatabase(place)).toContain('"withdrawn"');
    }
  });

  it('three jurisdictions in one process sign staff in to their own office and show only its comments', async () => {
    const three = await openThreeOffices();
    const sent = new Map<Place, Receipt>();
    for (const place of places) {
      sent.set(place, await three.sendComment(place, `${place}的问题`));
      await three.createStaffAccount(place);
    }
    for (const place of places) {
      const desk = await three.signIn(`desk.${place}`);
      expect((await desk.queue()).items.map(({ receiptCode }) => receiptCode)).toEqual([sent.get(place)?.receiptCode]);
      for (const other of places) {
        const found = await desk.get(`/api/queue/${sent.get(other)?.receiptCode}`);
        expect(found.status, `${other} seen from ${place}`).toBe(other === place ? 200 : 404);
      }
      // The session is invalid in the other office that the cookie names.
      const elsewhere = desk.cookie.replace(`office=${place}`, `office=${places.find((other) => other !== place)}`);
      expect((await three.request('/api/queue', { headers: { cookie: elsewhere } })).status).toBe(401);
    }
    expect((await three.signIn('desk.nobody')).status).toBe(401);
    const { places: offered } = await (await three.request('/api/session/ways')).json<{ places: { id: string }[] }>();
    expect(offered.map(({ id }) => id)).toEqual(expect.arrayContaining(places));
  });

  it('three jurisdictions in one process tell two staff with the same username apart by password after offices merge', async () => {
    const three = await openThreeOffices();
    await three.createStaffAccount('guanxian', 'desk', null, 'the password of the first desk');
    await three.createStaffAccount('pingyin', 'desk', null, 'the password of the other desk');
    const sent = {
      guanxian: await three.sendComment('guanxian', '冠县的'),
      pingyin: await three.sendComment('pingyin', '平阴县的'),
    };
    const seen = async (secret: string) =>
      (await (await three.signIn('desk', secret)).queue()).items.map(({ receiptCode }) => receiptCode);
    expect(await seen('the password of the first desk')).toEqual([sent.guanxian.receiptCode]);
    expect(await seen('the password of the other desk')).toEqual([sent.pingyin.receiptCode]);
    expect((await three.signIn('desk', 'the password of nobody')).status).toBe(401);
  });

  it('three jurisdictions in one process combine published answers and figures on shared pages', async () => {
    const three = await openThreeOffices();
    for (const place of places) {
      const { receiptCode } = await three.sendComment(place, `${place}的公开问题`);
      const unit = place === 'guanxian' ? 'minzhengju' : 'zhengfuban';
      await three.createStaffAccount(place);
      await three.createStaffAccount(place, `unit.${place}`, unit);
      const desk = await three.signIn(`desk.${place}`);
      await desk.move(receiptCode, { move: 'assign', unit });
      await (await three.signIn(`unit.${place}`)).move(receiptCode, { move: 'reply', text: `您好，${place}已公开。` });
      await desk.move(receiptCode, { move: 'publish' });
      const own = await three.request(`/answers/${receiptCode}/`);
      expect([own.status, await own.text()]).toEqual([200, expect.stringContaining(`您好，${place}已公开。`)]);
    }
    for (const path of ['/', '/answers/', '/data/answers.json', '/feeds/answers.xml']) {
      const page = await (await three.request(path)).text();
      for (const place of places) expect(page, path).toContain(`${place}的公开问题`);
    }
    for (const place of places) {
      const answer = await three.request(`/data/figures.json?place=${place}&year=2026`);
      const { total } = await answer.json<{ total: { received: { count: number } } }>();
      expect(total.received.count).toBe(1);
      expect(await (await three.request(`/documents/${subjects[place]}/`)).text()).toContain(`${place}的公开问题`);
    }
  });
});
