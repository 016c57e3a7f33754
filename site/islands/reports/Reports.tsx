// The yearly report for staff: by month and unit, as a printable page and as files.
import { useCallback, useEffect, useState } from 'react';
import type { ReportRow, YearReport } from '../../../api/contract/reports.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import { samplesNotice } from '../../fragments/sample-mark.ts';
import { api, ask } from '../../lib/api.ts';
import { Markup } from '../shared/Markup.tsx';
import { ScrollBox } from '../shared/ScrollBox.tsx';
import { StaffPage } from '../staff/StaffPage.tsx';

const formatValue = (value: number | null) => (value === null ? '—' : String(value));

function Cells({ row, columns }: { row: ReportRow; columns: YearReport['columns'] }) {
  return columns.map(({ name, word }) => (
    <td key={name} className="number" data-label={word}>
      {formatValue(row[name] ?? null)}
    </td>
  ));
}

function AnnualTable({ report }: { report: YearReport }) {
  return (
    <table className="formulas report">
      <caption>政府网站工作年度报表：{report.year}年</caption>
      <thead>
        <tr>
          <th scope="col">指标</th>
          <th scope="col" className="number">
            数值
          </th>
          <th scope="col">怎么算</th>
        </tr>
      </thead>
      <tbody>
        {report.annual.map(({ name, value, formula }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="number">{formatValue(value)}</td>
            <td>{formula}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MonthTable({ report }: { report: YearReport }) {
  return (
    <ScrollBox labelledBy="months-title">
      <h2 id="months-title">分月分单位</h2>
      <table className="figures report">
        <thead>
          <tr>
            <th scope="col">月份和单位</th>
            {report.columns.map(({ name, word }) => (
              <th key={name} scope="col" className="number">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.months.map((row) => (
            <tr key={`${row.month} ${row.unit}`}>
              <th scope="row">
                {Number(row.month.slice(5))}月　{row.unit}
              </th>
              <Cells row={row.values} columns={report.columns} />
            </tr>
          ))}
          <tr>
            <th scope="row">全年合计</th>
            <Cells row={report.total} columns={report.columns} />
          </tr>
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Files({ year }: { year: number }) {
  const files = [
    { file: 'annual.csv', name: '年度报表 .csv' },
    { file: 'months.csv', name: '分月分单位 .csv' },
    { file: 'year.xlsx', name: '全部 .xlsx' },
  ];
  return (
    <p className="button-row no-print">
      {files.map(({ file, name }) => (
        <a key={file} className="button secondary" href={`/api/reports/${file}?year=${year}`} download>
          {name}
        </a>
      ))}
      <button type="button" className="button secondary" onClick={() => print()}>
        打印
      </button>
    </p>
  );
}

function Report({ report }: { report: YearReport }) {
  return (
    <>
      <Files year={report.year} />
      <Markup html={samplesNotice(report.samples)} />
      <p className="quiet">
        {report.place}，按收到留言的时间归入年份和月份，截至 {formatInstant(report.asOf)}。与
        <a href="/figures/">公开的答复情况</a>是同一套数字。
      </p>
      <AnnualTable report={report} />
      {report.months.length > 0 ? <MonthTable report={report} /> : <p>这一年没有收到留言。</p>}
      <ul className="quiet">
        {report.columns.map(({ name, word, formula }) => (
          <li key={name}>
            {word}：{formula}
          </li>
        ))}
      </ul>
    </>
  );
}

function Screen() {
  const [report, setReport] = useState<YearReport | null>(null);
  const [problem, setProblem] = useState('');
  const load = useCallback(async (year?: string) => {
    const answer = await ask(api.reports.$get({ query: year ? { year } : {} }));
    if (answer.ok) setReport(answer.data);
    setProblem(answer.ok ? '' : answer.problem.detail);
  }, []);
  useEffect(() => {
    void load();
  }, [load]);
  if (!report) return problem ? <p role="alert">{problem}</p> : <p role="status">正在读取…</p>;
  const years = [...new Set([...report.years, report.year])];
  return (
    <>
      <p className="report-wishes no-print">
        <label>
          年份
          <select value={report.year} onChange={({ target }) => void load(target.value)}>
            {years.map((year) => (
              <option key={year} value={year}>
                {year}年
              </option>
            ))}
          </select>
        </label>
      </p>
      {problem && <p role="alert">{problem}</p>}
      <Report report={report} />
    </>
  );
}

export default function Reports() {
  return (
    <StaffPage needs="export" title="统计导出">
      {() => <Screen />}
    </StaffPage>
  );
}
