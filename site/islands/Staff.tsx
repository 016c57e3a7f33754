// The staff's page: signing in, then the queue and one comment.
import { QueueScreen } from './QueueScreen.tsx';
import { SignIn } from './SignIn.tsx';
import { useStaff } from './use-staff.ts';

export default function Staff() {
  const { staff, problem, notice, hasSignedIn, enter, endSession, leave } = useStaff();
  if (problem) return <p role="alert">{problem}</p>;
  if (staff === undefined) return <p role="status">正在打开…</p>;
  if (staff === null) return <SignIn notice={notice} onSignedIn={enter} />;
  return <QueueScreen staff={staff} takesFocus={hasSignedIn} onSignedOut={leave} onSessionEnded={endSession} />;
}
