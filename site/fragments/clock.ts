// The calculator's result: the due date, the explanation and the sources.
import type { NamedWindow } from '../../api/contract/rules.ts';
import type { WindowDayView, WindowView } from '../../api/contract/window.ts';
import type { ReplyWindow } from '../../api/domain/clock/clock.ts';
import { formatFullDay, formatInstant } from '../../api/domain/clock/window-words.ts';
import { type Html, html, nothing } from './html.ts';
import { notice } from './notice.ts';
import { calendarNotices, windowDays } from './window.ts';

export interface Calculation {
  window: ReplyWindow;
  closesAt: string;
  days: WindowDayView[];
  /** Null for a custom number of days. */
  named: NamedWindow | null;
  calendar: WindowView['calendar'];
}

export function calculationView({ window, closesAt, days, named, calendar }: Calculation): Html {
  const { provisional, workingDays, receivedAt, dueOn } = window;
  return html`<section class="card calculation" aria-labelledby="calculation-title" id="calculation">
<h2 id="calculation-title">最晚 ${formatFullDay(dueOn)}${closesAt} 前${provisional ? '（暂定）' : ''}</h2>
<p>${formatInstant(new Date(receivedAt).toISOString())} 收到，${workingDays} 个工作日。收到当天不计，从下一个工作日开始数；等于截止时刻的算超期。</p>
${provisional ? notice(html`${dueOn.slice(0, 4)}年的节假日安排还没有公布，日期先按周末和法定假日推算，公布后会变。`, { kind: 'warning' }) : nothing}
${named ? html`<blockquote><p>${named.clause}</p><footer>${named.url ? html`<a href="${named.url}">${named.source}</a>` : named.source}</footer></blockquote>` : nothing}
${windowDays(days)}
<p class="quiet">工作日历：${calendarNotices(calendar)}。</p>
</section>`;
}
