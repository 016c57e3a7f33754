// Tasks on which this clerk may record progress, earliest due date first. The address holds the search.
import { useEffect, useState } from 'react';
import { type StaffLedger, standingSchema, standingWords } from '../../../api/contract/commitment.ts';
import { standingMark } from '../../fragments/commitment.ts';
import { api, ask } from '../../lib/api.ts';
import { Markup } from '../shared/Markup.tsx';
import { Notice } from '../shared/Notice.tsx';
import { SampleMark } from '../shared/SampleMark.tsx';

interface CommitmentListProps {
  query: URLSearchParams;
  onSessionEnded: () => void;
}

export function CommitmentList({ query, onSessionEnded }: CommitmentListProps) {
  const words = query.get('words') ?? '';
  const standing = standingSchema.safeParse(query.get('standing')).data;
  const page = query.get('page') ?? '1';
  const [found, setFound] = useState<StaffLedger | null>(null);
  const [problem, setProblem] = useState('');

  useEffect(() => {
    const read = async () => {
      const answer = await ask(api.commitments.$get({ query: { words, page, ...(standing ? { standing } : {}) } }));
      if (answer.ok) setFound(answer.data);
      else if (answer.problem.code === 'not-signed-in') onSessionEnded();
      else setProblem(`${answer.problem.title}。${answer.problem.detail}`);
    };
    void read();
  }, [words, standing, page, onSessionEnded]);

  return (
    <>
      <form method="get" action="/staff/commitments/" className="ledger-filter">
        <div>
          <label htmlFor="words">任务里的字</label>
          <input type="search" id="words" name="words" defaultValue={words} />
        </div>
        <div>
          <label htmlFor="standing">办结情况</label>
          <select id="standing" name="standing" defaultValue={standing ?? ''}>
            <option value="">全部</option>
            {standingSchema.options.map((option) => (
              <option key={option} value={option}>
                {standingWords[option]}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="button">
          查找
        </button>
      </form>
      {problem && <p role="alert">{problem}</p>}
      {!found && !problem && <p role="status">正在读取…</p>}
      {found && <Found found={found} query={query} />}
    </>
  );
}

function Found({ found, query }: { found: StaffLedger; query: URLSearchParams }) {
  const { entries, total, page, pages } = found;
  const pageUrl = (to: number) => {
    const changed = new URLSearchParams(query);
    changed.set('page', String(to));
    return `/staff/commitments/?${changed}`;
  };
  if (total === 0) return <Notice>没有符合条件的任务。换几个字，或在「办结情况」里选「全部」。</Notice>;
  return (
    <section aria-labelledby="found-title">
      <h2 id="found-title">{total} 项任务</h2>
      <ol className="rows">
        {entries.map((entry) => (
          <li key={entry.id}>
            <a href={`/staff/commitments/?task=${entry.id}`}>
              <span className="row-title">{entry.title}</span>
              <span className="meta">
                <span>{entry.year} 年</span>
                <span>{entry.units.map(({ name }) => name).join('、') || '未列明责任单位'}</span>
                <span>完成时限：{entry.dueText ?? '文件未写'}</span>
              </span>
              <span>
                <Markup html={standingMark(entry)} /> <SampleMark isSample={entry.isSample} />
              </span>
            </a>
          </li>
        ))}
      </ol>
      {pages > 1 && (
        <nav className="pager" aria-label="分页">
          {page > 1 ? <a href={pageUrl(page - 1)}>‹ 上一页</a> : <span />}
          <span>
            第 {page} 页，共 {pages} 页
          </span>
          {page < pages ? <a href={pageUrl(page + 1)}>下一页 ›</a> : <span />}
        </nav>
      )}
    </section>
  );
}
