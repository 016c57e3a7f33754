import { describe, expect, it } from 'vitest';
import { toLedgerEvent } from '../../api/domain/ledger/public-side.ts';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import { readEvent, type StoredEvent } from '../../api/life/read-event.ts';
import { receiptFields } from '../support/comment-events.ts';

const place = { receiptCode: 'GX261120-00001', version: 3 };
const read = (type: string, data: Record<string, unknown>, at = 1) => readEvent({ type, at, data }, place);

describe('a stored event', () => {
  it.each<[string, StoredEvent]>([
    ['a receipt without files that is not a follow-up', { type: 'received', at: 1, data: receiptFields }],
    [
      'a receipt of a follow-up with files',
      { type: 'received', at: 1, data: { ...receiptFields, follows: 'GX261101-00009', files: 'h' } },
    ],
    [
      'a refusal from before the list of grounds, with only a reason',
      {
        type: 'declined',
        at: 1,
        data: { reason: '正在诉讼', calendar: 1 },
      },
    ],
    [
      'a refusal with the list’s ground and channel',
      {
        type: 'declined',
        at: 1,
        data: { reason: '', calendar: 2, ground: '正在诉讼', channel: '请向法院反映', telephone: '12368' },
      },
    ],
    ['an assignment without supporting units', { type: 'assigned', at: 1, data: { unit: 'minzhengju' } }],
    [
      'a transfer with supporting units',
      {
        type: 'transferred',
        at: 1,
        data: { from: 'minzhengju', unit: 'yibaoju', reason: '职责', helpers: 'jiaotiju' },
      },
    ],
    ['a draft of the first reply', { type: 'drafted', at: 1, data: { unit: 'minzhengju', text: 'h' } }],
    ['a publication without files or redactions', { type: 'published', at: 1, data: {} }],
    ['an erasure by the resident', { type: 'erased', at: 1, data: {} }],
    ['an erasure at the end of the retention period', { type: 'erased', at: 1, data: { months: 24 } }],
  ])('a stored event is read back with the same fields in the same order: %s', (_, stored) => {
    const event = readEvent(stored, place);
    expect(JSON.stringify(event)).toBe(JSON.stringify({ type: stored.type, at: stored.at, ...stored.data }));
  });

  it('a stored event produces the same ledger leaf as when it was written', async () => {
    const who = { ...place, actorRole: 'desk', actor: 'zhao', salt: 'salt' } as const;
    const written = { type: 'transferred', at: 7, from: 'a', unit: 'b', reason: '职责', helpers: 'c,d' } as const;
    const { type, at, ...data } = written;
    const { leaf, facts } = await toLedgerEvent(readEvent({ type, at, data }, place), who);
    expect(leaf).toBe((await toLedgerEvent(written, who)).leaf);
    expect(facts).toEqual({ from: 'a', unit: 'b', helpers: 'c,d' });
  });

  it.each<[string, () => unknown, string]>([
    ['a field missing', () => read('assigned', {}), 'does not fit “assigned”: unit (invalid_type)'],
    [
      'a field of the wrong type',
      () => read('replied', { unit: 'a', text: 'h', calendar: '1' }),
      'calendar (invalid_type)',
    ],
    ['an unknown field', () => read('assigned', { unit: 'a', note: 'x' }), 'note (unrecognized_keys)'],
    ['null in an optional field', () => read('assigned', { unit: 'a', helpers: null }), 'helpers (invalid_type)'],
    ['a fractional timestamp', () => read('released', {}, 1.5), 'at (invalid_type)'],
    ['a type among its fields', () => read('urged', { type: 'withdrawn', reason: 'x' }), 'type'],
    ['a timestamp among its fields', () => read('withdrawn', { at: 9 }), 'does not fit “withdrawn”: at'],
    ['an unknown type', () => read('forgotten', {}), 'has the unknown type “forgotten”'],
    [
      'the name of a built-in object property as its type',
      () => read('toString', {}),
      'has the unknown type “toString”',
    ],
  ])('a stored event with %s is rejected with its receipt code and version', (_, reading, message) => {
    expect(reading).toThrow(message);
    expect(reading).toThrow('GX261120-00001: stored event 3 ');
  });

  it('stored events produce the same standing as before they were stored', () => {
    const stored: StoredEvent[] = [
      { type: 'received', at: 1, data: receiptFields },
      { type: 'assigned', at: 2, data: { unit: 'minzhengju' } },
      { type: 'declined', at: 3, data: { reason: '正在诉讼', calendar: 1 } },
    ];
    const standing = deriveStanding(stored.map((row) => readEvent(row, place)));
    expect(standing).toMatchObject({ state: 'declined', stoppedAt: 3, stoppedBy: 'refusal', version: 3 });
  });
});
