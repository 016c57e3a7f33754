// The staff's page: signing in, then the queue and one comment.
import { useCallback, useEffect, useState } from 'react';
import type { Staff as StaffMember } from '../../api/contract/queue.ts';
import { api, ask } from '../lib/api.ts';
import { QueueScreen } from './QueueScreen.tsx';
import { SignIn } from './SignIn.tsx';

export default function Staff() {
  const [staff, setStaff] = useState<StaffMember | null | undefined>(undefined);
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

  if (problem) return <p role="alert">{problem}</p>;
  if (staff === undefined) return <p role="status">正在打开…</p>;
  if (staff === null) return <SignIn onSignedIn={load} />;
  return <QueueScreen staff={staff} onSignedOut={() => setStaff(null)} />;
}
