// Open data: how many comments arrived when, and from how few senders. Only counts; small ones are left out.
import { type Context, Hono } from 'hono';
import { byteOrderMark, csvLine } from '../contract/csv.ts';
import { figureQuerySchema } from '../contract/figures.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { crowdOfDay, crowdOfMinute, fewestTold, wholeDay } from '../domain/figures/arrivals.ts';
import type { Deps } from '../ports/deps.ts';
import { readArrivals } from '../record/arrivals.ts';

/** Maximum age of a cached file, in seconds. */
const freshForSeconds = 60;
const columns = ['day', 'hour', 'jurisdiction', 'received', 'senders', 'largestSender', 'busiestMinute'] as const;

export function arrivalRoutes(deps: Deps) {
  /** Rows of the jurisdiction and year asked for; by default, of all and this year. `hour` is null for a whole day. */
  async function readRows(c: Context) {
    const { place, year = Number(dayInShanghai(deps.now()).slice(0, 4)) } = figureQuerySchema.parse(c.req.query());
    const { jurisdictions } = await deps.site.index();
    const asked = jurisdictions.filter(({ id }) => place === undefined || id === place);
    const rows = await Promise.all(asked.map(({ id }) => readArrivals(deps, id, year)));
    c.header('cache-control', `public, max-age=${freshForSeconds}`);
    const shown = rows.flat().map((row) => ({ ...row, hour: row.hour === wholeDay ? null : row.hour }));
    return { year, rows: shown };
  }

  return new Hono()
    .get('/data/arrivals.json', async (c) => {
      const { year, rows } = await readRows(c);
      return c.json({ year, fewestTold, crowdOfDay, crowdOfMinute, arrivals: rows });
    })
    .get('/data/arrivals.csv', async (c) => {
      const { rows } = await readRows(c);
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', 'attachment; filename="arrivals.csv"');
      return c.body(
        [byteOrderMark + csvLine(columns), ...rows.map((row) => csvLine(columns.map((name) => row[name])))].join(''),
      );
    });
}
