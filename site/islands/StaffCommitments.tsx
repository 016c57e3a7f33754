// The staff's page for recording progress: a list of tasks, or the one that the address names.
import { roleWords } from '../../api/contract/words.ts';
import { CommitmentList } from './CommitmentList.tsx';
import { CommitmentPanel } from './CommitmentPanel.tsx';
import { SignIn } from './SignIn.tsx';
import { useStaff } from './use-staff.ts';

export default function StaffCommitments() {
  const { staff, problem, load, signOut } = useStaff();
  if (problem) return <p role="alert">{problem}</p>;
  if (staff === undefined) return <p role="status">正在打开…</p>;
  if (staff === null) return <SignIn onSignedIn={load} />;
  const query = new URLSearchParams(location.search);
  const task = /^([a-z]+-\d{4})\/tasks\/(\d+)$/u.exec(query.get('task') ?? '');
  return (
    <>
      <header className="queue-head">
        <h1>登记进展</h1>
        <p className="meta">
          <a href="/staff/">留言办理</a>
          <span>{staff.jurisdictionName}</span>
          <span>{staff.unit?.name ?? roleWords[staff.role]}</span>
          <span>{staff.name}</span>
          <button type="button" className="link" onClick={() => void signOut()}>
            退出
          </button>
        </p>
      </header>
      {task ? <CommitmentPanel document={task[1] ?? ''} row={task[2] ?? ''} /> : <CommitmentList query={query} />}
    </>
  );
}
