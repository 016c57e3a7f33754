// The auditor's export of all events of a year or a month, with the accounts that made them.
import { dayInShanghai } from '../../../api/domain/clock/calendar.ts';

const months = Array.from({ length: 12 }, (_, index) => index + 1);

export function EventsFile() {
  return (
    <section className="no-print">
      <h2>全部办理记录</h2>
      <p className="hint">
        每一步一行：时间、受理编号、事件、岗位、办理的账号、单位和理由。其他岗位只看到岗位，看不到账号。
      </p>
      <form className="report-wishes" action="/api/reports/events.csv" method="get">
        <label>
          年份
          <input
            type="number"
            name="year"
            min={2000}
            max={2200}
            required={true}
            defaultValue={dayInShanghai(Date.now()).slice(0, 4)}
          />
        </label>
        <label>
          月份
          <select name="month">
            <option value="">全年</option>
            {months.map((month) => (
              <option key={month} value={month}>
                {month}月
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="button secondary">
          导出办理记录 .csv
        </button>
      </form>
    </section>
  );
}
