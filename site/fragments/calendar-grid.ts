// A calendar grid: one row per week from Monday to Sunday, and in each day its number and a short label.
import { addDays, type Day, weekdayOf } from '../../api/domain/clock/calendar.ts';
import { type Html, html } from './html.ts';

export interface GridDay {
  day: Day;
  /** The day's meaning in one or two characters; empty for an ordinary day. */
  word: string;
  /** The whole sentence, shown on hover. */
  title: string;
  className: string;
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];
const daysInWeek = 7;

/** 0 for Monday … 6 for Sunday */
const columnOf = (day: Day) => (weekdayOf(day) + 6) % daysInWeek;

function cell({ day, word, title, className }: GridDay, namesMonth: boolean): Html {
  const [, month, date] = day.split('-').map(Number);
  return html`<td class="${className}" title="${title}"><time datetime="${day}">${namesMonth ? html`<small>${month}月</small>` : ''}${date}</time>${word ? html` <span>${word}</span>` : ''}</td>`;
}

/** @param days in order and without gaps */
export function calendarGrid(caption: string, days: GridDay[]): Html {
  const first = days[0];
  if (!first) return html``;
  const weeks: Html[] = [];
  const monday = addDays(first.day, -columnOf(first.day));
  const byDay = new Map(days.map((day) => [day.day, day]));
  const last = days.at(-1)?.day ?? first.day;
  const spansMonths = first.day.slice(0, 7) !== last.slice(0, 7);
  for (let start = monday; start <= last; start = addDays(start, daysInWeek)) {
    const cells = weekdays.map((_, column) => {
      const day = byDay.get(addDays(start, column));
      return day ? cell(day, spansMonths && (day === first || day.day.endsWith('-01'))) : html`<td></td>`;
    });
    weeks.push(html`<tr>${cells}</tr>`);
  }
  return html`<table class="grid"><caption>${caption}</caption>
<thead><tr>${weekdays.map((name) => html`<th scope="col"><abbr title="星期${name}">${name}</abbr></th>`)}</tr></thead>
<tbody>${weeks}</tbody></table>`;
}
