import { describe, expect, it } from 'vitest';
import { findPersonalWarning } from '../../api/domain/privacy/sent-words.ts';
import { listProposals } from '../../site/lib/personal-proposals.ts';

const phone = '13800000000';

describe('the look at words before they are sent', () => {
  it('names kind, place and text of everything that looks personal', async () => {
    const text = `您好，请联系${phone}。`;
    expect(await findPersonalWarning({ text })).toMatchObject({
      found: [{ field: 'text', kind: '电话号码', start: text.indexOf(phone), text: phone }],
    });
    expect(await findPersonalWarning({ text: '您好，名单在专栏公布。', reason: '' })).toBeNull();
  });

  it('a confirmation holds for exactly what was found: another number in another wording is asked about again', async () => {
    const keyOf = async (text: string) => (await findPersonalWarning({ text }))?.key;
    const first = await keyOf(`请联系${phone}。`);
    expect(await keyOf(`您好！请联系${phone}。`)).toBe(first);
    expect(await keyOf('请联系13900000000。')).not.toBe(first);
    expect(await keyOf(`请联系${phone}或13900000000。`)).not.toBe(first);
  });
});

describe('the look at words before they are published', () => {
  it('proposes to redact personal data in the title as in the text', () => {
    const proposals = listProposals({ title: `请回电${phone}`, text: '没有路灯', reply: '已修好' });
    expect(proposals.map(({ range }) => range)).toEqual([{ part: 'title', from: 3, to: 14 }]);
  });
});
