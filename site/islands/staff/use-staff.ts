// The signed-in user, for every staff page. Requested when the page opens and after sign-in.
import { useCallback, useEffect, useState } from 'react';
import type { Staff } from '../../../api/contract/queue.ts';
import { api, ask, assumeSignedIn } from '../../lib/api.ts';
import { clearForeignDrafts, dropAllDrafts } from '../../lib/drafts.ts';

/** Why the sign-in form shows again; absent on the first visit. */
const returnWords = {
  replaced: '这个浏览器里现在登录的是另一个账号。要接着办理，请用自己的账号重新登录；没有发出的内容都还在。',
  ended: '登录已到时，请重新登录。没有发出的内容都还在，登录后回到原处。',
  left: '已退出。',
};

export interface StaffSession {
  /** Undefined until known, null if nobody is signed in. */
  staff: Staff | null | undefined;
  problem: string;
  /** What the sign-in form says after a session ended. */
  notice: string | null;
  /** True if the user signed in on this page: the screen then takes the focus. */
  hasSignedIn: boolean;
  enter: () => Promise<void>;
  /** Called when the server reports that the session ended. */
  endSession: () => Promise<void>;
  /** Called when the clerk signs out: deletes this tab's drafts. */
  leave: () => void;
}

export function useStaff(): StaffSession {
  const [staff, setStaff] = useState<Staff | null | undefined>(undefined);
  const [problem, setProblem] = useState('');
  const [reason, setReason] = useState<keyof typeof returnWords | null>(null);
  const [hasSignedIn, setHasSignedIn] = useState(false);

  const load = useCallback(async () => {
    assumeSignedIn(null);
    const answer = await ask(api.queue.me.$get());
    if (answer.ok) {
      assumeSignedIn(answer.data.id);
      clearForeignDrafts(answer.data.id);
      setStaff(answer.data);
    } else if (answer.problem.code === 'not-signed-in') setStaff(null);
    else setProblem(answer.problem.detail);
  }, []);

  useEffect(() => {
    void load();
  }, [load]);

  const endSession = useCallback(async () => {
    setReason('ended');
    setStaff(null);
    assumeSignedIn(null);
    if ((await ask(api.queue.me.$get())).ok) setReason('replaced');
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

  return { staff, problem, notice: reason && returnWords[reason], hasSignedIn, enter, endSession, leave };
}
