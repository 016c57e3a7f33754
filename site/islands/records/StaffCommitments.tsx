// The staff page for recording progress: a list of tasks, or the task in the address.

import { StaffPage } from '../staff/StaffPage.tsx';
import { CommitmentList } from './CommitmentList.tsx';
import { CommitmentPanel } from './CommitmentPanel.tsx';

export default function StaffCommitments() {
  return (
    <StaffPage needs="record-progress" title="登记进展">
      {(_, { endSession }) => {
        const query = new URLSearchParams(location.search);
        const task = /^([a-z]+-\d{4})\/tasks\/(\d+)$/u.exec(query.get('task') ?? '');
        if (task) return <CommitmentPanel document={task[1] ?? ''} row={task[2] ?? ''} onSessionEnded={endSession} />;
        return <CommitmentList query={query} onSessionEnded={endSession} />;
      }}
    </StaffPage>
  );
}
