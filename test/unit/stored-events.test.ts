import { describe, expect, it } from 'vitest';
import { toLedgerEvent } from '../../api/domain/ledger/public-side.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import { readEvent, type StoredEvent } from '../../api/life/read-event.ts';

const place = { receiptCode: 'GX261120-00001', version: 3 };
const read = (type: string, data: Record<string, unknown>, at = 1) => readEvent({ type, at, data }, place);

const received = {
  jurisdiction: 'guanxian',
  kind: 'question',
  about: 'guanxian-2021/tasks/17',
  sample: false,
  text: 'h',
};

describe('a stored event', () => {
  it.each<[string, StoredEvent]>([
    ['a receipt without files and without a comment that it asks on', { type: 'received', at: 1, data: received }],
    ['a receipt with both', { type: 'received', at: 1, data: { ...received, follows: 'GX261101-00009', files: 'h' } }],
    [
      'a refusal from before there was a list, with the reason alone',
      {
        type: 'declined',
        at: 1,
        data: { reason: '正在诉讼', calendar: 1 },
      },
    ],
    [
      'a refusal with the words of the list',
      {
        type: 'declined',
        at: 1,
        data: { reason: '', calendar: 2, ground: '正在诉讼', channel: '请向法院反映', telephone: '12368' },
      },
    ],
    ['an assignment without helpers', { type: 'assigned', at: 1, data: { unit: 'minzhengju' } }],
    [
      'a transfer with helpers',
      {
        type: 'transferred',
        at: 1,
        data: { from: 'minzhengju', unit: 'yibaoju', reason: '职责', helpers: 'jiaotiju' },
      },
    ],
    ['a draft of a first reply', { type: 'drafted', at: 1, data: { unit: 'minzhengju', text: 'h' } }],
    ['a publication without files or blackouts', { type: 'published', at: 1, data: {} }],
    ['what the resident erased', { type: 'erased', at: 1, data: {} }],
    ['what was erased when its time was over', { type: 'erased', at: 1, data: { months: 24 } }],
  ])('is read as it was written, field by field in its order: %s', (_, stored) => {
    const event = readEvent(stored, place);
    expect(JSON.stringify(event)).toBe(JSON.stringify({ type: stored.type, at: stored.at, ...stored.data }));
  });

  it('has the same leaf in the ledger as when it was written', async () => {
    const who = { ...place, actorRole: 'desk', actor: 'zhao', salt: 'salt' } as const;
    const written = { type: 'transferred', at: 7, from: 'a', unit: 'b', reason: '职责', helpers: 'c,d' } as const;
    const { type, at, ...data } = written;
    const { leaf, facts } = await toLedgerEvent(readEvent({ type, at, data }, place), who);
    expect(leaf).toBe((await toLedgerEvent(written, who)).leaf);
    expect(facts).toEqual({ from: 'a', unit: 'b', helpers: 'c,d' });
  });

  it.each<[string, () => unknown, string]>([
    ['a field is missing', () => read('assigned', {}), 'does not fit “assigned”: unit (invalid_type)'],
    [
      'a field is of another kind',
      () => read('replied', { unit: 'a', text: 'h', calendar: '1' }),
      'calendar (invalid_type)',
    ],
    [
      'there is a field that the fact does not know',
      () => read('assigned', { unit: 'a', note: 'x' }),
      'note (unrecognized_keys)',
    ],
    [
      'a field is empty that may only be absent',
      () => read('assigned', { unit: 'a', helpers: null }),
      'helpers (invalid_type)',
    ],
    ['the instant is none', () => read('released', {}, 1.5), 'at (invalid_type)'],
    ['its fields say that it is another fact', () => read('urged', { type: 'withdrawn', reason: 'x' }), 'type'],
    ['its fields say another instant', () => read('withdrawn', { at: 9 }), 'does not fit “withdrawn”: at'],
    ['no fact has its name', () => read('forgotten', {}), 'has the unknown type “forgotten”'],
    ['it has the name of what every object has', () => read('toString', {}), 'has the unknown type “toString”'],
  ])('is refused where %s, by receipt code and version', (_, reading, message) => {
    expect(reading).toThrow(message);
    expect(reading).toThrow('GX261120-00001: stored event 3 ');
  });

  it('adds up to the same standing as before it was stored', () => {
    const stored: StoredEvent[] = [
      { type: 'received', at: 1, data: received },
      { type: 'assigned', at: 2, data: { unit: 'minzhengju' } },
      { type: 'declined', at: 3, data: { reason: '正在诉讼', calendar: 1 } },
    ];
    const standing = deriveStanding(stored.map((row) => readEvent(row, place)));
    expect(standing).toMatchObject({ state: 'declined', stoppedAt: 3, stoppedBy: 'refusal', version: 3 });
  });
});
