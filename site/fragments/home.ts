// Live parts of the home page: newest answers, this month's rates, tasks due next.
import type { PublishedAnswer } from '../../api/contract/follow.ts';
import type { PromisedSubject, SiteIndex } from '../../api/contract/subject.ts';
import { sampleWord } from '../../api/contract/words.ts';
import type { Day } from '../../api/domain/clock/calendar.ts';
import { formatFullDay } from '../../api/domain/clock/window-words.ts';
import type { DueTasks } from '../../api/domain/commitments/due-tasks.ts';
import type { Figures } from '../../api/domain/figures/figures.ts';
import { formatShare } from '../../api/domain/figures/share.ts';
import type { MissingYear } from '../../api/domain/figures/undecided.ts';
import { answerEntries } from './answers.ts';
import { missingCalendarNotice } from './calendar-missing.ts';
import { type Html, html, nothing } from './html.ts';

/** Maximum number of tasks listed; the rest are only counted. */
const tasksShown = 5;

/** One place's figures for this month. */
export interface MonthFigures {
  place: string;
  figures: Figures;
  samples: number;
}

export interface HomeFacts {
  today: Day;
  answers: PublishedAnswer[];
  months: MonthFigures[];
  due: DueTasks;
  /** A year that has begun without its calendar. */
  missing: MissingYear | null;
}

const placeOf = (index: SiteIndex, place: string) => index.jurisdictions.find(({ id }) => id === place)?.name ?? place;

function monthRow(index: SiteIndex, today: Day, isStrict: boolean, { place, figures, samples }: MonthFigures): Html {
  const [year, month] = today.split('-').map(Number);
  const { received } = figures;
  const { count, of } = isStrict ? figures.strictRate : figures.onTimeRate;
  const rate = of
    ? html`<strong>${formatShare(count, of)}</strong>（${count}/${of}）`
    : html`还没有期限已到或已答复的留言`;
  return html`<li><a href="/figures/?place=${place}&year=${year}&month=${month}">${placeOf(index, place)}</a><span>按期答复率${isStrict ? '（从严）' : ''} ${rate}，收到 ${received.count} 件${samples > 0 ? html` <span class="sample">其中 ${samples} 件${sampleWord}</span>` : nothing}</span></li>`;
}

const taskItem = (index: SiteIndex, task: PromisedSubject): Html =>
  html`<li><a href="${task.url}">${task.title}</a><br><span class="quiet">${placeOf(index, task.jurisdiction)} ${task.year} 年</span></li>`;

function dueSection(index: SiteIndex, { ahead, last }: DueTasks): Html {
  const [next] = ahead;
  if (!next && !last) return nothing;
  const dayLead = next
    ? html`<p>最近一个期限是 ${formatFullDay(next.day)}，${next.tasks.length} 项：</p>`
    : last &&
      html`<p>文件写明日期的任务，期限都已经过了。最后一个是 ${formatFullDay(last.day)}，${last.tasks.length} 项：</p>`;
  const tasks = (next ?? last)?.tasks ?? [];
  const rest = tasks.length - tasksShown;
  const [first] = tasks;
  return html`<section aria-labelledby="due-title"><h2 id="due-title">接下来到期</h2>
${dayLead}
<ul class="plain-list lines due">${tasks.slice(0, tasksShown).map((task) => taskItem(index, task))}</ul>
${rest > 0 && first ? html`<p class="standalone"><a href="/documents/${first.document}/tasks/">还有 ${rest} 项</a></p>` : nothing}</section>`;
}

export function homeView(index: SiteIndex, { today, answers, months, due, missing }: HomeFacts): Html {
  return html`${missingCalendarNotice(missing)}<section aria-labelledby="newest-title"><h2 id="newest-title">最近的公开答复</h2>
${
  answers.length > 0
    ? html`${answerEntries(answers)}<p class="standalone"><a href="/answers/">全部公开答复</a></p>`
    : html`<p>还没有公开的答复。居民同意公开、政务公开办选登的，会列在这里。</p>`
}</section>
<section aria-labelledby="month-title"><h2 id="month-title">本月答复得怎样</h2>
${
  months.length > 0
    ? html`<ul class="plain-list lines">${months.map((month) => monthRow(index, today, missing !== null, month))}</ul>`
    : html`<p>本月还没有收到留言。</p>`
}
<p class="standalone"><a href="/figures/">全部答复情况，和每个数字的算法</a></p></section>
${dueSection(index, due)}`;
}
