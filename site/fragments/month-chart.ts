// Comments per month as stacked bars of their outcomes. Patterns distinguish the parts without colour. Screen readers
// read the adjacent table instead.
import { type FigureName, type Figures, figures } from '../../api/domain/figures/figures.ts';
import { type Html, html } from './html.ts';

/** Parts of a bar from the bottom up; every comment is in exactly one. */
const parts: readonly FigureName[] = [
  'onTime',
  'declinedOnTime',
  'late',
  'declinedLate',
  'overdue',
  'withdrawnLate',
  'waiting',
  'undecided',
  'withdrawnInTime',
];

const size = { height: 160, bar: 36, gap: 20, left: 8, foot: 24, head: 20 } as const;

interface Month {
  label: string;
  figures: Figures;
}

function bar({ label, figures: values }: Month, index: number, highest: number): Html {
  const x = size.left + index * (size.bar + size.gap);
  const heightOf = (count: number) => (count / highest) * size.height;
  let top = size.head + size.height;
  const stack = parts.flatMap((part) => {
    const count = values[part].count;
    if (count === 0) return [];
    top -= heightOf(count);
    return html`<rect class="part ${part}" x="${x}" y="${top}" width="${size.bar}" height="${heightOf(count)}" /><rect class="pattern ${part}" x="${x}" y="${top}" width="${size.bar}" height="${heightOf(count)}" />`;
  });
  const middle = x + size.bar / 2;
  return html`${stack}<text x="${middle}" y="${top - 5}">${values.received.count}</text><text x="${middle}" y="${size.head + size.height + 18}">${label}</text>`;
}

const patterns = html`<defs>
<pattern id="pattern-late" width="7" height="7" patternUnits="userSpaceOnUse"><path d="M0 7L7 0" /></pattern>
<pattern id="pattern-overdue" width="7" height="7" patternUnits="userSpaceOnUse"><path d="M0 7L7 0M0 0L7 7" /></pattern>
<pattern id="pattern-undecided" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 3H6" /></pattern>
</defs>`;

export function monthChart(months: Month[]): Html {
  const highest = Math.max(1, ...months.map((month) => month.figures.received.count));
  const width = size.left * 2 + months.length * (size.bar + size.gap) - size.gap;
  const height = size.head + size.height + size.foot;
  const present = parts.filter((part) => months.some((month) => month.figures[part].count > 0));
  return html`<figure class="chart" aria-hidden="true">
<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" focusable="false">${patterns}${months.map((month, index) => bar(month, index, highest))}</svg>
<figcaption>${present.map(
    (part) =>
      html`<span class="legend"><svg viewBox="0 0 16 16" width="16" height="16" focusable="false"><rect class="part ${part}" width="16" height="16" /><rect class="pattern ${part}" width="16" height="16" /></svg> ${figures[part].name}</span>`,
  )}</figcaption>
</figure>`;
}
