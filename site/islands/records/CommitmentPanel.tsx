// One task for the clerk who records progress: due date, existing records and the form.
import { useCallback, useEffect, useState } from 'react';
import { recordStatusWords, type StaffCommitment } from '../../../api/contract/commitment.ts';
import { dueWords, recordList, resultLine, standingMark } from '../../fragments/commitment.ts';
import { api, ask } from '../../lib/api.ts';
import { Markup } from '../shared/Markup.tsx';
import { RecordForm } from './RecordForm.tsx';

interface CommitmentPanelProps {
  document: string;
  row: string;
  onSessionEnded: () => void;
}

export function CommitmentPanel({ document, row, onSessionEnded }: CommitmentPanelProps) {
  const [found, setFound] = useState<StaffCommitment | null>(null);
  const [problem, setProblem] = useState('');
  const [done, setDone] = useState('');
  /** Counts the records made on this page. Each increment renders an empty form. */
  const [made, setMade] = useState(0);

  const load = useCallback(async () => {
    const answer = await ask(api.commitments[':document'][':row'].$get({ param: { document, row } }));
    if (answer.ok) setFound(answer.data);
    else if (answer.problem.code === 'not-signed-in') onSessionEnded();
    else setProblem(`${answer.problem.title}。${answer.problem.detail}`);
  }, [document, row, onSessionEnded]);

  useEffect(() => {
    void load();
  }, [load]);

  const finish = async (words: string) => {
    setDone(words);
    setMade((count) => count + 1);
    await load();
  };

  if (problem) {
    return (
      <>
        <p role="alert">{problem}</p>
        <p>
          <a href="/staff/commitments/">‹ 回到任务列表</a>
        </p>
      </>
    );
  }
  if (!found) return <p role="status">正在读取…</p>;
  return (
    <article aria-labelledby="commitment-title" className="staff-commitment">
      <p>
        <a href="/staff/commitments/">‹ 回到任务列表</a>
      </p>
      <p className="kicker">{found.documentTitle}</p>
      <h2 id="commitment-title">{found.title}</h2>
      <p>
        <Markup html={standingMark(found)} />
      </p>
      <dl className="facts">
        <dt>完成时限</dt>
        <dd>
          <Markup html={dueWords(found)} />
        </dd>
        <dt>责任单位</dt>
        <dd>{found.units.map(({ name }) => name).join('、') || '未列明'}</dd>
        {found.result && (
          <>
            <dt>公开结果</dt>
            <dd>
              <Markup html={resultLine(found.result)} />
            </dd>
          </>
        )}
        <dt>公开页面</dt>
        <dd>
          <a href={found.url}>{found.url}</a>
        </dd>
      </dl>
      <h3>已登记的记录（{found.records.length} 条）</h3>
      {found.records.length === 0 ? (
        <p className="quiet">还没有记录。登记后立即公开，列在任务页面上。</p>
      ) : (
        <Markup html={recordList(found.records)} />
      )}
      <p role="status" className="done">
        {done}
      </p>
      <h3>登记一条</h3>
      <RecordForm
        key={made}
        commitment={found}
        param={{ document, row }}
        onDone={(status) => finish(`已登记：${recordStatusWords[status]}。`)}
        onReload={load}
        onSessionEnded={onSessionEnded}
      />
    </article>
  );
}
