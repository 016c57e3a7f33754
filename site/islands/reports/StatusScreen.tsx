// The site's status for its operator: each item in words, problems first, with the remedy.
import { useCallback, useEffect, useState } from 'react';
import { type Status, type StatusItem, statusStateWords } from '../../../api/contract/status.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import { api, ask } from '../../lib/api.ts';
import { writePlace } from '../../lib/queue-place.ts';
import { ScrollBox } from '../shared/ScrollBox.tsx';
import { StaffPage } from '../staff/StaffPage.tsx';

interface StatusScreenProps {
  /** Official marks not yet configured, as known at build time. */
  unset: string[];
}

const judgeSettings = (unset: string[]): StatusItem => ({
  id: 'settings',
  title: '网站标识和备案',
  state: unset.length > 0 ? 'attention' : 'fine',
  found: unset.length > 0 ? `没有填：${unset.join('、')}` : '都已填写',
  todo: unset.length > 0 ? '请填写 content/site-settings.json，重新生成网站；没有填的不显示。' : '',
});

/** Problems first; otherwise in the order of the list. */
const urgency = ['problem', 'attention', 'fine'] as const;

function Items({ items }: { items: StatusItem[] }) {
  const sorted = urgency.flatMap((state) => items.filter((item) => item.state === state));
  return (
    <ul className="status-list">
      {sorted.map(({ id, title, state, found, todo }) => (
        <li key={id} className={state}>
          <h2>
            {title}　<span className="state">{statusStateWords[state]}</span>
          </h2>
          <p>{found}</p>
          {todo && <p>怎么办：{todo}</p>}
        </li>
      ))}
    </ul>
  );
}

function Failed({ failed }: Pick<Status, 'failed'>) {
  return (
    <ScrollBox labelledBy="failed-title">
      <h2 id="failed-title">发送失败的通知和催办</h2>
      <table className="figures report">
        <thead>
          <tr>
            <th scope="col">最后一次尝试</th>
            <th scope="col">内容</th>
            <th scope="col">留言</th>
          </tr>
        </thead>
        <tbody>
          {failed.map(({ at, what, receiptCode }, index) => (
            <tr key={`${index} ${at}`}>
              <th scope="row">
                <time dateTime={at}>{formatInstant(at)}</time>
              </th>
              <td data-label="内容">{what}</td>
              <td data-label="留言">
                {receiptCode ? <a href={`/staff/${writePlace({ list: 'open', receiptCode })}`}>{receiptCode}</a> : '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function summarize(items: StatusItem[]): string {
  const count = (state: StatusItem['state']) => items.filter((item) => item.state === state).length;
  const [problems, attentions] = [count('problem'), count('attention')];
  if (problems + attentions === 0) return '全部正常。';
  const said = [problems > 0 && `${problems} 项有问题`, attentions > 0 && `${attentions} 项要注意`].filter(Boolean);
  return `${said.join('，')}，其余正常。`;
}

function Screen({ unset }: StatusScreenProps) {
  const [status, setStatus] = useState<Status | null>(null);
  const [problem, setProblem] = useState('');
  const load = useCallback(async () => {
    const answer = await ask(api.status.$get());
    if (answer.ok) setStatus(answer.data);
    setProblem(answer.ok ? '' : answer.problem.detail);
  }, []);
  useEffect(() => {
    void load();
  }, [load]);
  if (!status) return problem ? <p role="alert">{problem}</p> : <p role="status">正在读取…</p>;
  const items = [...status.items, judgeSettings(unset)];
  return (
    <>
      {problem && <p role="alert">{problem}</p>}
      <p role="status">{summarize(items)}</p>
      <p className="button-row">
        <button type="button" className="button secondary" onClick={() => void load()}>
          再看一次
        </button>
      </p>
      <Items items={items} />
      {status.failed.length > 0 && <Failed failed={status.failed} />}
      <p className="quiet">
        版本 {status.version}，{formatInstant(status.asOf)} 的情况。栏目的期限按《政府网站与政务新媒体检查指标》
        提前提醒，分值不在此计算。
      </p>
    </>
  );
}

export default function StatusPage({ unset }: StatusScreenProps) {
  return (
    <StaffPage needs="read-status" title="运行状态">
      {() => <Screen unset={unset} />}
    </StaffPage>
  );
}
