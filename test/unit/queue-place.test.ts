import { describe, expect, it } from 'vitest';
import { parsePlace, writePlace } from '../../site/lib/queue-place.ts';

describe('the clerk’s place in the page address', () => {
  it('the queue’s address defaults to the open list', () => {
    expect(parsePlace('')).toEqual({ list: 'open', receiptCode: null });
  });

  it.each([
    { list: 'open', receiptCode: null },
    { list: 'overdue', receiptCode: 'GX261120-7K3QF' },
    { list: 'closed', receiptCode: 'PY261120-00000' },
    { list: 'open', unit: 'minzhengju', kind: 'help', due: 'three-days', urged: 'yes', receiptCode: null },
    { list: 'open', q: '养老 & 服务=#', receiptCode: 'GX261120-7K3QF' },
  ] as const)('the queue’s address survives writing and parsing: %j', (place) => {
    expect(parsePlace(writePlace(place))).toEqual(place);
  });

  it('the queue’s address ignores an ordinary page anchor', () => {
    expect(parsePlace('#main')).toBeNull();
  });

  it('the queue’s address drops unknown lists and malformed receipt codes', () => {
    expect(parsePlace('#list=all&case=../me')).toEqual({ list: 'open', receiptCode: null });
    expect(parsePlace('#state=none&kind=help&held=1')).toEqual({ list: 'open', kind: 'help', receiptCode: null });
  });
});
