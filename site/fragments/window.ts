// The working-day strip: a reply window drawn day by day, with a text alternative, and the full explanation of the due
// date.

import { formatDay } from '../../api/contract/format-day.ts';
import type { WindowDayView, WindowView } from '../../api/contract/window.ts';
import { weekdayOf } from '../../api/domain/clock/calendar.ts';
import {
  describeDay,
  describeStanding,
  describeWindow,
  formatFullDay,
  isUndecided,
} from '../../api/domain/clock/window-words.ts';
import { calendarGrid } from './calendar-grid.ts';
import { type Html, html, nothing } from './html.ts';

/** A day's label in the strip: rest days 休, make-up days 班, others their date. */
function stripLabelOf(day: WindowDayView): string {
  if (day.part === 'receipt') return '收';
  if (day.part === 'skipped') return '休';
  if (day.standing === 'make-up') return '班';
  return String(Number(day.day.slice(8)));
}

/** Shrinks a run of rest days to one small gap, so that the strip fits a phone even over a holiday week. */
function groupDays(days: WindowDayView[]): WindowDayView[][] {
  const groups: WindowDayView[][] = [];
  for (const day of days) {
    const last = groups[groups.length - 1];
    if (day.part === 'skipped' && last?.[0]?.part === 'skipped') last.push(day);
    else groups.push([day]);
  }
  return groups;
}

function cell(group: WindowDayView[]): Html {
  const [day] = group;
  if (!day) return nothing;
  const classes = ['day', day.part, day.when, ...(day.standing === 'make-up' ? ['make-up'] : [])].join(' ');
  const face = group.length > 1 ? `休${group.length}` : stripLabelOf(day);
  return html`<li class="${classes}">${face}</li>`;
}

/** The strip and its sentence. Screen readers skip the drawing, because the sentence says the same. */
export function workingDayStrip(window: WindowView): Html {
  return html`<figure class="strip ${window.state}">
<ol class="strip-days" aria-hidden="true">${groupDays(window.days).map(cell)}</ol>
<figcaption>${describeWindow(window)}</figcaption>
</figure>`;
}

/** The strip of a queue row: the drawing and a short label. */
export function smallStrip(window: WindowView): Html {
  const days = window.days.filter((day) => day.part !== 'receipt');
  return html`<span class="strip small ${window.state}"><span class="strip-days" aria-hidden="true">${groupDays(
    days,
  ).map(
    ([day]) => html`<i class="day ${day?.part ?? ''} ${day?.when ?? ''}"></i>`,
  )}</span> <span class="strip-words">${describeStanding(window)}</span></span>`;
}

/** 按期 or 超期, with a shape as well as a colour. */
export function verdict(window: WindowView): Html {
  if (
    (window.state !== 'met' && window.state !== 'missed') ||
    isUndecided(window) ||
    window.stoppedBy === 'withdrawal'
  ) {
    return nothing;
  }
  const isMet = window.state === 'met';
  return html`<p class="verdict ${window.state}"><span aria-hidden="true">${isMet ? '✓' : '！'}</span> ${describeStanding(window)}</p>`;
}

/** A day's label in the small calendar: 收到, 第1, 期限, 休, 超期; make-up days are labelled as such. */
function calendarLabelOf(day: WindowDayView): string {
  const words = { receipt: '收到', counted: `第${day.number}`, due: '期限', late: '超期', skipped: '休' } as const;
  return day.standing === 'make-up' && day.part !== 'receipt' ? `班 ${words[day.part]}` : words[day.part];
}

/** A window's days as a small calendar, followed by the list of days with reasons. */
export function windowDays(days: WindowDayView[]): Html {
  const gridDays = days.map((day) => ({
    day: day.day,
    word: calendarLabelOf(day),
    title: describeDay(day),
    className: `${day.part}${day.when === 'today' ? ' today' : ''}`,
  }));
  return html`${calendarGrid('这段日子', gridDays)}
<table class="days"><caption>逐日计算</caption>
<thead><tr><th scope="col">日期</th><th scope="col">怎么算</th></tr></thead>
<tbody>${days.map(
    (day) =>
      html`<tr class="${day.part}${weekdayOf(day.day) === 1 ? ' monday' : ''}"><th scope="row">${formatDay(day.day)}</th><td>${describeDay(day)}</td></tr>`,
  )}</tbody></table>`;
}

/** The notices that a calendar is based on, each with its date of publication. */
export const calendarNotices = (calendar: WindowView['calendar']): Html =>
  html`${calendar.notices.map(
    ({ title, publishedOn }, index) =>
      html`${index > 0 ? '；' : ''}《${title.replace(/[《》]/g, '')}》${publishedOn ? `（${formatFullDay(publishedOn)}公布）` : ''}`,
  )}（工作日历${calendar.label}）`;

/** The counted and skipped days with reasons, the clause, and the notices behind the calendar. */
export function windowReason(window: WindowView): Html {
  const { rule, calendar } = window;
  return html`<details class="why">
<summary>为什么是 ${formatDay(window.dueOn)}？</summary>
<p>${rule.isDefault ? '本地文件没有规定答复期限，按本站默认期限计算：' : '依据：'}${window.classification === 'simple' ? '简单问题' : '意见建议和问题咨询'}在 ${window.workingDays} 个工作日内答复。收到当天不计，从下一个工作日开始数，到期日 ${window.closesAt} 截止。</p>
${rule.isDefault ? nothing : html`<blockquote><p>${rule.clause}</p><footer><a href="${rule.url}">${rule.source}</a></footer></blockquote>`}
${windowDays(window.days)}
<p class="quiet">工作日历：${calendarNotices(calendar)}。${window.provisional ? '到期日所在年份的节假日安排尚未公布，日期为暂定，公布后会重新计算并说明。' : ''}<a href="/clock/">答复时限怎么算</a></p>
</details>`;
}
