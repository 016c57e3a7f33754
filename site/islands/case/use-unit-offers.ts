// The units that a comment may be given to, asked when the form that needs them opens.
import { useEffect, useState } from 'react';
import type { UnitOffer } from '../../../api/contract/triage.ts';
import { api, ask } from '../../lib/api.ts';

export interface UnitOffers {
  /** Empty until they are there. */
  units: UnitOffer[];
  problem: string;
}

/** @param isNeeded false for forms that choose no unit: then nothing is asked */
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
