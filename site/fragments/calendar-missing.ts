// The notice while a year has begun without its calendar (design rule 21): nothing due in it is decided yet.
import { type MissingYear, type UndecidedGroup, writeMissingYear } from '../../api/domain/figures/undecided.ts';
import { type Html, html, nothing } from './html.ts';
import { notice } from './notice.ts';

/** @param missing null if the year's calendar is there */
export const missingCalendarNotice = (missing: MissingYear | null): Html =>
  missing === null ? nothing : notice(writeMissingYear(missing), { kind: 'warning' });

/** @param groups counts by unit and month of receipt */
export function undecidedTable(groups: UndecidedGroup[], nameOf: (unit: string) => string): Html {
  if (groups.length === 0) return nothing;
  return html`<section class="table-scroll" aria-label="还不能判定的留言" tabindex="0"><table class="figures">
<caption>还不能判定的留言，按单位和收到的月份</caption>
<thead><tr><th scope="col">单位</th><th scope="col">月份</th><th scope="col">件数</th></tr></thead>
<tbody>${groups.map(
    ({ unit, month, count }) =>
      html`<tr><th scope="row">${nameOf(unit)}</th><td data-label="月份">${month}</td><td data-label="件数">${count}</td></tr>`,
  )}</tbody></table></section>`;
}
