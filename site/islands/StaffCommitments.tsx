// The staff's page for recording progress: a list of tasks, or the one that the address names.
import { useState } from 'react';
import { roleWords } from '../../api/contract/words.ts';
import { api, ask } from '../lib/api.ts';
import { CommitmentList } from './CommitmentList.tsx';
import { CommitmentPanel } from './CommitmentPanel.tsx';
import { SignIn } from './SignIn.tsx';
import { useStaff } from './use-staff.ts';

export default function StaffCommitments() {
  const { staff, problem, notice, enter, leave } = useStaff();
  const [failure, setFailure] = useState('');
  const signOut = async () => {
    const answer = await ask(api.session.$delete());
    if (answer.ok) leave();
    else setFailure(answer.problem.detail);
  };
  if (problem) return <p role="alert">{problem}</p>;
  if (staff === undefined) return <p role="status">正在打开…</p>;
  if (staff === null) return <SignIn notice={notice} onSignedIn={enter} />;
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
        {failure && <p role="alert">没有退出：{failure}</p>}
      </header>
      {task ? <CommitmentPanel document={task[1] ?? ''} row={task[2] ?? ''} /> : <CommitmentList query={query} />}
    </>
  );
}
