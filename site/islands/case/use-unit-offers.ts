// Units that a comment can be assigned to, fetched when a form that needs them opens.
import { useEffect, useState } from 'react';
import type { UnitOffer } from '../../../api/contract/triage.ts';
import { api, ask } from '../../lib/api.ts';

export interface UnitOffers {
  /** Empty until loaded. */
  units: UnitOffer[];
  problem: string;
}

/** @param isNeeded false for forms without a unit field: then nothing is fetched */
export function useUnitOffers(receiptCode: string, isNeeded: boolean): UnitOffers {
  const [offers, setOffers] = useState<UnitOffers>({ units: [], problem: '' });
  useEffect(() => {
    if (!isNeeded) return;
    void ask(api.queue[':receiptCode'].units.$get({ param: { receiptCode } })).then((answer) =>
      setOffers(answer.ok ? { units: answer.data.units, problem: '' } : { units: [], problem: answer.problem.detail }),
    );
  }, [receiptCode, isNeeded]);
  return offers;
}
