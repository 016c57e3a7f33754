// Who is signed in, asked once when a page of the staff opens.
import { useCallback, useEffect, useState } from 'react';
import type { Staff } from '../../api/contract/queue.ts';
import { api, ask } from '../lib/api.ts';

export interface StaffSession {
  /** Undefined until it is known, null where nobody is signed in. */
  staff: Staff | null | undefined;
  problem: string;
  load: () => Promise<void>;
  signOut: () => Promise<void>;
}

export function useStaff(): StaffSession {
  const [staff, setStaff] = useState<Staff | null | undefined>(undefined);
  const [problem, setProblem] = useState('');

  const load = useCallback(async () => {
    const answer = await ask(api.queue.me.$get());
    if (answer.ok) setStaff(answer.data);
    else if (answer.problem.code === 'not-signed-in') setStaff(null);
    else setProblem(answer.problem.detail);
  }, []);

  useEffect(() => {
    void load();
  }, [load]);

  const signOut = async () => {
    await ask(api.session.$delete());
    setStaff(null);
  };

  return { staff, problem, load, signOut };
}
