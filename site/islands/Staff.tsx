// The staff's page: signing in, then the queue and one comment.
import { useCallback, useEffect, useState } from 'react';
import type { Staff as StaffMember } from '../../api/contract/queue.ts';
import { api, ask } from '../lib/api.ts';
import { claimDrafts, dropAllDrafts } from '../lib/drafts.ts';
import { QueueScreen } from './QueueScreen.tsx';
import { SignIn } from './SignIn.tsx';

/** Why the sign-in form is shown again; empty on first coming. */
const returnWords = {
  ended: '登录已到时，请重新登录。没有发出的内容都还在，登录后回到原处。',
  left: '已退出。',
};

export default function Staff() {
  const [staff, setStaff] = useState<StaffMember | null | undefined>(undefined);
  const [problem, setProblem] = useState('');
  const [reason, setReason] = useState<keyof typeof returnWords | null>(null);
  const [hasSignedIn, setHasSignedIn] = useState(false);

  const load = useCallback(async () => {
    const answer = await ask(api.queue.me.$get());
    if (answer.ok) {
      claimDrafts(answer.data.id);
      setStaff(answer.data);
    } else if (answer.problem.code === 'not-signed-in') setStaff(null);
    else setProblem(answer.problem.detail);
  }, []);

  useEffect(() => {
    void load();
  }, [load]);

  const endSession = useCallback(() => {
    setReason('ended');
    setStaff(null);
  }, []);

  const leave = () => {
    dropAllDrafts();
    location.hash = '';
    setReason('left');
    setStaff(null);
  };

  const enter = async () => {
    setHasSignedIn(true);
    await load();
  };

  if (problem) return <p role="alert">{problem}</p>;
  if (staff === undefined) return <p role="status">正在打开…</p>;
  if (staff === null) return <SignIn notice={reason && returnWords[reason]} onSignedIn={enter} />;
  return <QueueScreen staff={staff} takesFocus={hasSignedIn} onSignedOut={leave} onSessionEnded={endSession} />;
}
