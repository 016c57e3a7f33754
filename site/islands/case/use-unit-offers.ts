// Units that the desk can assign a comment to. Fetched when a form with a unit field opens.
import { useEffect, useState } from 'react';
import type { UnitCandidate } from '../../../api/contract/triage.ts';
import { api, ask } from '../../lib/api.ts';

export interface UnitOffers {
  /** Empty until loaded. */
  units: UnitCandidate[];
  problem: string;
}

/** @param isNeeded false for a form without a unit field; nothing is fetched then */
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
