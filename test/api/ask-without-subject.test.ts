// A resident who does not know whose task the question is sends it to a whole place. The desk gives it its subject.
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../api/contract/follow.ts';
import type { LedgerExport } from '../../api/contract/ledger.ts';
import type { SubjectOffer } from '../../api/contract/triage.ts';
import { verifyLedger } from '../../api/domain/ledger/ledger.ts';
import type { Case, FollowView } from '../../api/life/requests.ts';
import { openDesk } from '../api-support/desk.ts';
import { cookiesOf, newComment, openTestOffice } from '../api-support/office.ts';

const place = { about: 'places/guanxian', title: '看病的钱怎么报' };
const yibao = { move: 'categorize', about: 'units/guanxian/yibaoju', kind: 'help' } as const;
const codesOf = ({ receiptCode, trackingCode }: Receipt) => ({ receiptCode, trackingCode });

describe('a comment to a whole place', () => {
  it('the page for asking leads to the form of each place in one press and keeps the words already typed', async () => {
    const { request } = await openTestOffice();
    const page = await (await request('/ask/?q=医保报销')).text();
    const [, address = ''] = /href="(\/ask\/\?about=places%2Fguanxian[^"]*)"/u.exec(page) ?? [];
    const form = await (await request(address.replaceAll('&amp;', '&'))).text();
    expect(form).toContain('value="places/guanxian"');
    expect(form).toContain('value="医保报销"');
    expect(form).toContain('由政务公开办分给承办单位');
  });

  it('a long search becomes the text of the comment, because no title is as long', async () => {
    const { request } = await openTestOffice();
    const words =
      '我们村去年修的那条路今年夏天下大雨以后塌了一大块到现在也没有人来修老人和孩子出门都不方便请问归哪个单位管啊';
    const form = await (await request(`/ask/?place=guanxian&q=${words}`)).text();
    expect(form).toMatch(new RegExp(`<textarea[^>]*>${words}</textarea>`, 'u'));
  });

  it('the form opens for the place that the resident chose last, until another is chosen', async () => {
    const { request } = await openTestOffice();
    const first = await request('/ask/?about=units/pingyin/minzhengju');
    const cookie = cookiesOf(first);
    expect(cookie).toContain('place=pingyin');
    expect(await (await request('/ask/', { headers: { cookie } })).text()).toContain('value="places/pingyin"');
    const other = await request('/ask/?place=guanxian', { headers: { cookie } });
    expect(cookiesOf(other)).toContain('place=guanxian');
    const forged = await request('/ask/', { headers: { cookie: 'place=%3Cscript%3E' } });
    expect(await forged.text()).not.toContain('script%3E');
  });

  it('a comment without a kind is taken as a question, sent as JSON and as a plain form', async () => {
    const office = await openTestOffice();
    const { kind: _, ...fields } = { ...newComment, ...place };
    const sent = await office.postJson('/api/comments', fields);
    expect(sent.status).toBe(201);
    const { receiptCode } = await sent.json<Receipt>();
    const desk = await office.signIn('desk');
    const seen = await (await desk.get(`/api/queue/${receiptCode}`)).json<Case>();
    expect([seen.kind, seen.about.title]).toEqual(['question', '冠县（由政务公开办分办）']);
    const plain = await office.submitForm('/ask/', { ...fields, key: 'b'.repeat(32), step: 'preview' });
    expect(await plain.text()).toContain('咨询');
  });
});

describe('明确事项', () => {
  it('the desk gives a comment its subject and kind, and resident, ledger and figures follow', async () => {
    const office = await openDesk();
    const receipt = await office.sendComment(place);
    const { receiptCode } = receipt;
    const made = await office.desk.move(receiptCode, yibao);
    expect([made.status, made.status === 200 ? '' : await made.text()]).toEqual([200, '']);
    const seen = await (await office.desk.get(`/api/queue/${receiptCode}`)).json<Case>();
    expect([seen.kind, seen.about]).toEqual([
      'help',
      { id: yibao.about, title: '冠县医疗保障局', url: '/units/guanxian/yibaoju/' },
    ]);
    const view = await (await office.postJson('/api/follow', codesOf(receipt))).json<FollowView>();
    expect(view.about.title).toBe('冠县医疗保障局');
    expect(view.steps.map(({ what }) => what)).toContain('涉及事项：冠县医疗保障局');
    const ledger = await (await office.request('/data/ledger.json')).json<LedgerExport>();
    expect(await verifyLedger(ledger)).toEqual([]);
    expect(ledger.events.find(({ type }) => type === 'categorized')?.facts).toEqual({
      about: yibao.about,
      kind: 'help',
      title: '冠县医疗保障局',
    });
  });

  it('naming the subject moves no due date', async () => {
    const office = await openDesk();
    const receipt = await office.sendComment(place);
    const dueOf = async () =>
      (await (await office.postJson('/api/follow', codesOf(receipt))).json<FollowView>()).window.dueAt;
    const before = await dueOf();
    office.clock.now += 86_400_000;
    await office.desk.move(receipt.receiptCode, yibao);
    expect(await dueOf()).toBe(before);
  });

  it('a subject of another place, an unknown one and no change at all are refused at the field', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment({ ...place, kind: 'question' });
    for (const about of ['units/pingyin/minzhengju', 'units/guanxian/nobody', '']) {
      const refused = await office.desk.move(receiptCode, { ...yibao, about });
      expect([about, refused.status]).toEqual([about, 422]);
    }
    const same = await office.desk.move(receiptCode, { ...yibao, about: place.about, kind: 'question' });
    expect(await same.text()).toContain('没有变');
  });

  it('the desk is offered subjects near the comment’s title, and those that match a search', async () => {
    const office = await openDesk();
    const { receiptCode } = await office.sendComment({ ...place, title: '医疗保障政策' });
    const offers = async (q: string) =>
      (
        await (
          await office.desk.get(`/api/queue/${receiptCode}/subjects?q=${encodeURIComponent(q)}`)
        ).json<{
          subjects: SubjectOffer[];
        }>()
      ).subjects.map(({ id }) => id);
    expect((await offers('')).every((id) => id.includes('guanxian'))).toBe(true);
    expect(await offers('民政局')).toContain('units/guanxian/minzhengju');
    expect(await offers('核电站选址')).toEqual([]);
  });
});
