// What every page of the staff does first: who is signed in, the second factor, and whether the page is theirs.
import { type ReactNode, useEffect } from 'react';
import type { Staff } from '../../api/contract/queue.ts';
import { may, type Permission } from '../../api/domain/access.ts';
import { staffPagesOf } from '../lib/staff-pages.ts';
import { EnrolFirst } from './SecondFactor.tsx';
import { SignIn } from './SignIn.tsx';
import { type StaffSession, useStaff } from './use-staff.ts';

interface StaffPageProps {
  needs: Permission;
  children: (staff: Staff, session: StaffSession) => ReactNode;
}

export function StaffPage({ needs, children }: StaffPageProps) {
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
  return children(staff, session);
}
