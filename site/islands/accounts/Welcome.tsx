// The page that a one-time link opens: names the account and sets its password.
import { useEffect, useState } from 'react';
import type { Problem } from '../../../api/contract/problem.ts';
import { passwordAdvice } from '../../../api/domain/access/password.ts';
import { api, ask, refuseField } from '../../lib/api.ts';
import { PlainForm } from '../shared/PlainForm.tsx';

export default function Welcome() {
  const [token] = useState(() => location.hash.slice(1));
  const [account, setAccount] = useState<{ username: string; name: string } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    // Remove the token from the address at once, so that a shared machine's history does not keep it.
    history.replaceState(null, '', location.pathname);
    void ask(api.links.look.$post({ json: { token } })).then((answer) => {
      if (answer.ok) setAccount(answer.data);
      else setProblem(answer.problem);
    });
  }, [token]);

  const setPassword = async ({ password = '', again }: Record<string, string>) => {
    if (password !== again) return refuseField('again', '两次填写的密码不一样');
    const answer = await ask(api.links.$post({ json: { token, password } }));
    if (!answer.ok) return answer.problem;
    location.replace('/staff/');
    return null;
  };

  if (problem) {
    return (
      <section className="sign-in">
        <h1>链接不能使用</h1>
        <p role="alert">{problem.errors?.[0]?.message ?? problem.detail}</p>
      </section>
    );
  }
  if (!account) return <p role="status">正在打开…</p>;
  return (
    <section className="sign-in" aria-labelledby="welcome-title">
      <h1 id="welcome-title">设置密码</h1>
      <p>
        {account.name}，您好。您的用户名是 <strong className="code">{account.username}</strong>，登录时要用。
      </p>
      <p className="hint">这个链接只能用一次。</p>
      <PlainForm
        id="welcome"
        refused="密码没有设置"
        fields={[
          { name: 'password', label: '密码', hint: passwordAdvice, type: 'password', autoComplete: 'new-password' },
          { name: 'again', label: '再填一次', type: 'password', autoComplete: 'new-password' },
        ]}
        button="设置密码并登录"
        busy="正在设置…"
        onSend={setPassword}
      />
    </section>
  );
}
