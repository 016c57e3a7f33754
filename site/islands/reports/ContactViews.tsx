// The audit of contact views: who viewed which resident's contact, when and why.
import { type SubmitEvent, useCallback, useEffect, useState } from 'react';
import type { ContactViewList, ContactViewQuery } from '../../../api/contract/reports.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import { api, ask } from '../../lib/api.ts';
import { writePlace } from '../../lib/queue-place.ts';
import { ScrollBox } from '../shared/ScrollBox.tsx';
import { StaffPage } from '../staff/StaffPage.tsx';
import { EventsFile } from './EventsFile.tsx';

type ContactViewFilter = Partial<Record<Exclude<keyof ContactViewQuery, 'after'>, string>>;

/** The filter as typed, without empty fields. */
const readFilter = (form: HTMLFormElement): ContactViewFilter =>
  Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === 'string' && value !== ''));

function FilterForm({
  persons,
  onFilter,
}: {
  persons: ContactViewList['persons'];
  onFilter: (filter: ContactViewFilter) => void;
}) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onFilter(readFilter(event.currentTarget));
  };
  return (
    <form className="report-wishes no-print" onSubmit={submit}>
      <label>
        查看人
        <select name="person">
          <option value="">不限</option>
          {persons.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        从
        <input type="date" name="from" />
      </label>
      <label>
        到
        <input type="date" name="to" />
      </label>
      <button type="submit" className="button">
        筛选
      </button>
    </form>
  );
}

function ViewTable({ views }: Pick<ContactViewList, 'views'>) {
  const caseUrl = (receiptCode: string) => `/staff/${writePlace({ list: 'open', receiptCode })}`;
  return (
    <ScrollBox label="查看记录">
      <table className="figures report">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">查看人</th>
            <th scope="col">岗位</th>
            <th scope="col">留言</th>
            <th scope="col">理由</th>
          </tr>
        </thead>
        <tbody>
          {views.map(({ at, person, role, receiptCode, reason }, index) => (
            <tr key={`${index} ${at}`}>
              <th scope="row">
                <time dateTime={at}>{formatInstant(at)}</time>
              </th>
              <td data-label="查看人">{person}</td>
              <td data-label="岗位">{role}</td>
              <td data-label="留言">
                <a href={caseUrl(receiptCode)}>{receiptCode}</a>
              </td>
              <td data-label="理由" className="reason">
                {reason}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Screen() {
  const [list, setList] = useState<ContactViewList | null>(null);
  const [filter, setFilter] = useState<ContactViewFilter>({});
  const [problem, setProblem] = useState('');

  const load = useCallback(async (asked: ContactViewFilter) => {
    const answer = await ask(api.reports['contact-views'].$get({ query: asked }));
    setProblem(answer.ok ? '' : answer.problem.detail);
    if (!answer.ok) return;
    setList(answer.data);
    setFilter(asked);
  }, []);
  useEffect(() => {
    void load({});
  }, [load]);

  if (!list) return problem ? <p role="alert">{problem}</p> : <p role="status">正在读取…</p>;
  const readOn = async (after: string) => {
    const answer = await ask(api.reports['contact-views'].$get({ query: { ...filter, after } }));
    setProblem(answer.ok ? '' : answer.problem.detail);
    if (answer.ok) setList({ ...answer.data, views: [...list.views, ...answer.data.views] });
  };
  const file = `/api/reports/contact-views.csv?${new URLSearchParams({ ...filter })}`;
  const { next } = list;
  return (
    <>
      <p className="hint">每看一次都要写明理由，并记入留言的办理经过，不能修改和删除。这里不显示姓名和联系方式本身。</p>
      <FilterForm persons={list.persons} onFilter={(asked) => void load(asked)} />
      {problem && <p role="alert">{problem}</p>}
      <p className="button-row no-print">
        <a className="button secondary" href={file} download>
          导出 .csv
        </a>
      </p>
      <p role="status">
        {list.views.length === 0 ? '没有这样的记录。' : `${list.views.length} 条${next ? '，还有更早的' : ''}`}
      </p>
      {list.views.length > 0 && <ViewTable views={list.views} />}
      {next !== null && (
        <button type="button" className="button secondary no-print" onClick={() => void readOn(next)}>
          再显示一些
        </button>
      )}
    </>
  );
}

export default function ContactViews() {
  return (
    <StaffPage needs="audit-contact-views" title="联系方式查看记录">
      {() => (
        <>
          <Screen />
          <EventsFile />
        </>
      )}
    </StaffPage>
  );
}
