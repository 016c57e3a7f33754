// Links below every staff page's heading: the role's other pages, the signed-in user, and sign-out.
import { type ReactNode, useState } from 'react';
import type { Staff } from '../../../api/contract/queue.ts';
import { roleWords } from '../../../api/contract/words.ts';
import { api, ask } from '../../lib/api.ts';
import { staffPagesOf } from '../../lib/staff-pages.ts';

interface StaffLinksProps {
  staff: Staff;
  onSignedOut: () => void;
  /** Additional content of this page. */
  children?: ReactNode;
}

export function StaffLinks({ staff, onSignedOut, children }: StaffLinksProps) {
  const [problem, setProblem] = useState('');
  const signOut = async () => {
    const answer = await ask(api.session.$delete());
    if (answer.ok) onSignedOut();
    else setProblem(`没有退出。${answer.problem.detail}`);
  };
  const others = staffPagesOf(staff.role).filter(({ url }) => url !== location.pathname);
  return (
    <>
      <p className="meta no-print">
        {others.map(({ url, name }) => (
          <a key={url} href={url}>
            {name}
          </a>
        ))}
        {children}
        <span>{staff.jurisdictionName}</span>
        <span>{staff.unit?.name ?? roleWords[staff.role]}</span>
        <span>{staff.name}</span>
        <button type="button" className="link" onClick={() => void signOut()}>
          退出
        </button>
      </p>
      {problem && <p role="alert">{problem}</p>}
    </>
  );
}
