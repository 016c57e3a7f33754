// The staff page: sign-in, then the queue with the open comment.

import { StaffPage } from '../staff/StaffPage.tsx';
import { QueueScreen } from './QueueScreen.tsx';

export default function Staff() {
  return (
    <StaffPage needs="read-comments">
      {(staff, { hasSignedIn, leave, endSession }) => (
        <QueueScreen staff={staff} takesFocus={hasSignedIn} onSignedOut={leave} onSessionEnded={endSession} />
      )}
    </StaffPage>
  );
}
