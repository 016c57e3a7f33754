// The staff's page for recording progress: a list of tasks, or the one that the address names.
import { CommitmentList } from './CommitmentList.tsx';
import { CommitmentPanel } from './CommitmentPanel.tsx';
import { StaffLinks } from './StaffLinks.tsx';
import { StaffPage } from './StaffPage.tsx';

export default function StaffCommitments() {
  return (
    <StaffPage needs="record-progress">
      {(staff, { leave }) => {
        const query = new URLSearchParams(location.search);
        const task = /^([a-z]+-\d{4})\/tasks\/(\d+)$/u.exec(query.get('task') ?? '');
        return (
          <>
            <header className="queue-head">
              <h1>登记进展</h1>
              <StaffLinks staff={staff} onSignedOut={leave} />
            </header>
            {task ? <CommitmentPanel document={task[1] ?? ''} row={task[2] ?? ''} /> : <CommitmentList query={query} />}
          </>
        );
      }}
    </StaffPage>
  );
}
