// A county's accounts and the log of their changes. The admin manages them; the auditor only reads them.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Account, AccountList, AccountLog, CreatedAccount } from '../../../api/contract/account.ts';
import { may } from '../../../api/domain/access/access.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import { api, ask } from '../../lib/api.ts';
import { CopyButton } from '../shared/CopyButton.tsx';
import { NoticeSection } from '../shared/Notice.tsx';
import { StaffPage } from '../staff/StaffPage.tsx';
import { AccountForm } from './AccountForm.tsx';
import { AccountLogTable } from './AccountLogTable.tsx';
import { AccountRow } from './AccountRow.tsx';

/** The one-time link, shown once: closing the page discards it. */
function LinkNotice({ made }: { made: CreatedAccount }) {
  const box = useRef<HTMLElement>(null);
  const link = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    if (made.link) box.current?.focus();
  }, [made]);
  if (!made.link) return null;
  return (
    <NoticeSection kind="warning" aria-labelledby="link-title" tabIndex={-1} ref={box}>
      <h2 id="link-title">请把链接交给{made.account.name}</h2>
      <p>
        只在这里显示这一次，用一次即失效，{formatInstant(made.link.until)}{' '}
        前有效。请当面或用内部渠道转交，不要发到群里。
      </p>
      <output className="code link-url" ref={link}>
        {made.link.url}
      </output>
      <p className="button-row">
        <CopyButton key={made.link.url} of={link} label="复制链接" />
      </p>
    </NoticeSection>
  );
}

function Screen({ mayManage }: { mayManage: boolean }) {
  const [list, setList] = useState<AccountList | null>(null);
  const [log, setLog] = useState<AccountLog | null>(null);
  const [made, setMade] = useState<CreatedAccount | null>(null);
  const [problem, setProblem] = useState('');

  const load = useCallback(async () => {
    const [accounts, events] = await Promise.all([ask(api.accounts.$get()), ask(api.accounts.log.$get({ query: {} }))]);
    if (accounts.ok) setList(accounts.data);
    if (events.ok) setLog(events.data);
    const failed = [accounts, events].find((answer) => !answer.ok);
    setProblem(failed && !failed.ok ? failed.problem.detail : '');
  }, []);

  useEffect(() => {
    void load();
  }, [load]);

  const show = async (after: CreatedAccount) => {
    setMade(after);
    await load();
  };
  const refused = (account: Account, detail: string) => setProblem(`${account.name}：${detail}`);

  if (!list) return problem ? <p role="alert">{problem}</p> : <p role="status">正在读取…</p>;
  return (
    <>
      {problem && <p role="alert">{problem}</p>}
      {made && <LinkNotice made={made} />}
      <ul className="accounts" aria-label="账号">
        {list.accounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            units={list.units}
            mayManage={mayManage}
            onChanged={show}
            onRefused={(detail) => refused(account, detail)}
          />
        ))}
      </ul>
      {mayManage && <AccountForm key={list.accounts.length} units={list.units} onMade={show} />}
      {log && <AccountLogTable first={log} />}
    </>
  );
}

export default function Accounts() {
  return (
    <StaffPage needs="read-accounts" title="账号管理">
      {(staff) => <Screen mayManage={may(staff.role, 'manage-accounts')} />}
    </StaffPage>
  );
}
