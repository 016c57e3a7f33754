// Changes to accounts, newest first. A button loads older ones.
import { useEffect, useState } from 'react';
import { type AccountLog, accountEventWords } from '../../../api/contract/account.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import { api, ask } from '../../lib/api.ts';

export function AccountLogTable({ first }: { first: AccountLog }) {
  const [log, setLog] = useState(first);
  const [problem, setProblem] = useState('');
  useEffect(() => setLog(first), [first]);

  const readOn = async () => {
    const answer = await ask(api.accounts.log.$get({ query: log.next === null ? {} : { before: log.next } }));
    if (!answer.ok) return setProblem(answer.problem.detail);
    setProblem('');
    setLog({ events: [...log.events, ...answer.data.events], next: answer.data.next });
  };

  return (
    <section aria-labelledby="log-title">
      <h2 id="log-title">变动记录</h2>
      <p className="hint">只增不改，数据库拒绝修改和删除。</p>
      {log.events.length === 0 && <p className="quiet">还没有变动。</p>}
      <ol className="steps">
        {log.events.map(({ at, what, account, actor, note }, index) => (
          <li key={`${index} ${at}`}>
            <time dateTime={at}>{formatInstant(at)}</time>
            <span>
              {account}：{accountEventWords[what]}
              <small>{[actor, note].filter(Boolean).join('：')}</small>
            </span>
          </li>
        ))}
      </ol>
      {problem && <p role="alert">{problem}</p>}
      {log.next !== null && (
        <button type="button" className="button secondary" onClick={() => void readOn()}>
          再显示一些
        </button>
      )}
    </section>
  );
}
