// What every page of the staff does first: who is signed in, the second factor, and whether the page is theirs.
import { type ReactNode, useEffect } from 'react';
import type { Staff } from '../../../api/contract/queue.ts';
import { may, type Permission } from '../../../api/domain/access/access.ts';
import { staffPagesOf } from '../../lib/staff-pages.ts';
import { EnrolFirst } from './SecondFactor.tsx';
import { SignIn } from './SignIn.tsx';
import { StaffLinks } from './StaffLinks.tsx';
import { type StaffSession, useStaff } from './use-staff.ts';

interface StaffPageProps {
  needs: Permission;
  /** The page's heading, with the links of staff beside it; a page that needs its own leaves it out. */
  title?: string;
  children: (staff: Staff, session: StaffSession) => ReactNode;
}

export function StaffPage({ needs, title, children }: StaffPageProps) {
  const session = useStaff();
  const { staff, problem, notice, enter } = session;
  const isElsewhere = staff ? !may(staff.role, needs) : false;

  useEffect(() => {
    // The API would refuse all that the page asks for: on to what this role has.
    if (staff && isElsewhere && !staff.mustEnrol) location.replace(staffPagesOf(staff.role)[0]?.url ?? '/');
  }, [staff, isElsewhere]);

  if (problem) return <p role="alert">{problem}</p>;
  if (staff === null) return <SignIn notice={notice} onSignedIn={enter} />;
  if (staff?.mustEnrol) return <EnrolFirst onDone={enter} />;
  if (staff === undefined || isElsewhere) return <p role="status">正在打开…</p>;
  return (
    <>
      {title && (
        <header className="queue-head">
          <h1>{title}</h1>
          <StaffLinks staff={staff} onSignedOut={session.leave} />
        </header>
      )}
      {children(staff, session)}
    </>
  );
}
