// The clerk's own account: second factor, new password, signing out on all devices.
import { useCallback, useEffect, useState } from 'react';
import type { OwnAccount as Own } from '../../../api/contract/account.ts';
import { passwordAdvice } from '../../../api/domain/access/password.ts';
import { api, ask } from '../../lib/api.ts';
import { PlainForm } from '../shared/PlainForm.tsx';
import { SecondFactor } from '../staff/SecondFactor.tsx';
import { StaffPage } from '../staff/StaffPage.tsx';

function Details({ onLeft }: { onLeft: () => void }) {
  const [own, setOwn] = useState<Own | null>(null);
  const [problem, setProblem] = useState('');
  const [done, setDone] = useState('');

  const load = useCallback(async () => {
    const answer = await ask(api['own-account'].$get());
    if (answer.ok) setOwn(answer.data);
    else setProblem(answer.problem.detail);
  }, []);

  useEffect(() => {
    void load();
  }, [load]);

  const changePassword = async ({ current = '', password = '' }: Record<string, string>) => {
    setDone('');
    const answer = await ask(api['own-account'].password.$post({ json: { current, password } }));
    if (!answer.ok) return answer.problem;
    setDone('密码已修改，其他设备上的登录已结束。');
    return null;
  };

  const leaveEverywhere = async () => {
    const answer = await ask(api['own-account'].sessions.$delete());
    if (answer.ok) onLeft();
    else setProblem(answer.problem.detail);
  };

  if (problem) return <p role="alert">{problem}</p>;
  if (!own) return <p role="status">正在读取…</p>;
  return (
    <div className="own-account">
      <p>
        用户名 <strong className="code">{own.username}</strong>，岗位 {own.role}
      </p>
      <p role="status" className="done">
        {done}
      </p>
      <section aria-labelledby="factor-title">
        <h2 id="factor-title">动态口令</h2>
        {own.hasSecondFactor ? (
          <p>已绑定。换手机或丢失后，请管理员重新生成链接。</p>
        ) : (
          <>
            <p>没有绑定。绑定后，登录时除密码外还要输入手机上的 6 位数字。</p>
            <SecondFactor
              onDone={async () => {
                await load();
                setDone('动态口令已绑定，下次登录时使用。');
              }}
            />
          </>
        )}
      </section>
      <section aria-labelledby="password-title">
        <h2 id="password-title">修改密码</h2>
        <PlainForm
          key={done}
          id="change"
          refused="密码没有修改"
          fields={[
            { name: 'current', label: '现在的密码', type: 'password', autoComplete: 'current-password' },
            { name: 'password', label: '新密码', hint: passwordAdvice, type: 'password', autoComplete: 'new-password' },
          ]}
          button="修改密码"
          busy="正在修改…"
          onSend={changePassword}
        />
      </section>
      <section aria-labelledby="sessions-title">
        <h2 id="sessions-title">在所有设备上退出</h2>
        <p>离开共用电脑时忘了退出，或怀疑有人在用您的账号，可以在这里结束全部登录，包括这一个。</p>
        <button type="button" className="button secondary" onClick={() => void leaveEverywhere()}>
          全部退出
        </button>
      </section>
    </div>
  );
}

export default function OwnAccount() {
  return (
    <StaffPage needs="own-account" title="我的账号">
      {(_, { leave }) => <Details onLeft={leave} />}
    </StaffPage>
  );
}
