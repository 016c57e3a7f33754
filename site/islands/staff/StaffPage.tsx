// The frame of every staff page: requires sign-in, the second factor, and a role that may see the page.
import { type ReactNode, useEffect } from 'react';
import type { Staff } from '../../../api/contract/queue.ts';
import { may } from '../../../api/domain/access/access.ts';
import type { Permission } from '../../../api/domain/access/roles.ts';
import { staffPagesOf } from '../../lib/staff-pages.ts';
import { EnrolFirst } from './SecondFactor.tsx';
import { SignIn } from './SignIn.tsx';
import { StaffLinks } from './StaffLinks.tsx';
import { type StaffSession, useStaff } from './use-staff.ts';

interface StaffPageProps {
  needs: Permission;
  /** The page's heading above the staff links. Omit it if the page renders its own. */
  title?: string;
  children: (staff: Staff, session: StaffSession) => ReactNode;
}

export function StaffPage({ needs, title, children }: StaffPageProps) {
  const session = useStaff();
  const { staff, problem, notice, enter } = session;
  const isElsewhere = staff ? !may(staff.role, needs) : false;

  useEffect(() => {
    // The API would refuse every request of this page, so redirect to one that the role may see.
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
