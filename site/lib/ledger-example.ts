// The example on the page that explains the ledger, computed by the code that writes the ledger.
import { deriveCheckCode, leafOf, makeSeal } from '../../api/domain/ledger/ledger.ts';

const event = {
  receiptCode: 'MX261120-7K3QF',
  version: 1,
  type: 'received',
  at: '2026-11-20T01:00:00.000Z',
  by: 'resident',
  // Sorted, as in the canonical form.
  facts: {
    about: 'mouxian-2021/tasks/17',
    jurisdiction: 'mouxian',
    kind: 'question',
    sample: false,
    text: 'a'.repeat(64),
  },
  sealed: '0'.repeat(64),
} as const;

export async function computeLedgerExample() {
  const leaf = await leafOf(event);
  const { hash: _, ...seal } = await makeSeal(null, [leaf], Date.parse('2026-11-20T03:00:00.000Z'));
  const { hash } = await makeSeal(null, [leaf], Date.parse(seal.at));
  const sorted = (entry: object) => JSON.stringify(Object.fromEntries(Object.entries(entry).sort()));
  return { event: sorted(event), leaf, checkCode: await deriveCheckCode(leaf), seal: sorted(seal), hash };
}
