// Who else has this comment open, so that no two clerks write the same reply.
import { useCallback, useEffect, useState } from 'react';
import { api, ask } from '../../lib/api.ts';
import { afterPress } from '../../lib/press.ts';
import { unattended, useWhileVisible } from '../staff/use-live.ts';

const pollIntervalMs = 8_000;

export function OthersHere({ receiptCode }: { receiptCode: string }) {
  const [others, setOthers] = useState<string[]>([]);
  const reportPresence = useCallback(async () => {
    const answer = await ask(api.desk.presence[':receiptCode'].$put({ param: { receiptCode } }, unattended));
    await afterPress();
    if (answer.ok) setOthers(answer.data.others);
  }, [receiptCode]);
  useWhileVisible(reportPresence, pollIntervalMs);
  useEffect(() => {
    void reportPresence();
    return () => void ask(api.desk.presence[':receiptCode'].$delete({ param: { receiptCode } }));
  }, [reportPresence, receiptCode]);
  return (
    <p role="status" className={others.length > 0 ? 'note soon' : 'done'}>
      {others.length > 0 && `${others.join('、')}也在看这件`}
    </p>
  );
}
