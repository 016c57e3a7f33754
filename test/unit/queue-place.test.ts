import { describe, expect, it } from 'vitest';
import { parsePlace, writePlace } from '../../site/lib/queue-place.ts';

describe('the place of a clerk in the address', () => {
  it('is the open list at first', () => {
    expect(parsePlace('')).toEqual({ list: 'open', receiptCode: null });
  });

  it.each([
    { list: 'open', receiptCode: null },
    { list: 'overdue', receiptCode: 'GX261120-7K3QF' },
    { list: 'closed', receiptCode: 'PY261120-00000' },
    { list: 'open', unit: 'minzhengju', kind: 'help', due: 'three-days', urged: 'yes', receiptCode: null },
    { list: 'open', q: '养老 & 服务=#', receiptCode: 'GX261120-7K3QF' },
  ] as const)('is read as it was written: %j', (place) => {
    expect(parsePlace(writePlace(place))).toEqual(place);
  });

  it('is left alone by an anchor of the page', () => {
    expect(parsePlace('#main')).toBeNull();
  });

  it('takes nothing that is no list and no receipt code', () => {
    expect(parsePlace('#list=all&case=../me')).toEqual({ list: 'open', receiptCode: null });
    expect(parsePlace('#state=none&kind=help&held=1')).toEqual({ list: 'open', kind: 'help', receiptCode: null });
  });
});
