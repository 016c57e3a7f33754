// The public figures: the page, the list of comments behind each number, and the open data.
import { type Context, Hono } from 'hono';
import { figureListView } from '../../site/fragments/figure-list.ts';
import { type Asked, figuresView } from '../../site/fragments/figures.ts';
import { figureQuerySchema } from '../contract/figures.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { figureNames, figures } from '../domain/figures/figures.ts';
import type { Deps } from '../ports/deps.ts';
import { readCrowdedDays } from '../record/arrivals.ts';
import { readFigures, readMissingYear } from '../record/figures.ts';
import { fillPart } from './built-page.ts';

/** Rows per page of a list. */
const listSize = 50;
/** Maximum age of cached figures, in seconds. */
const freshForSeconds = 60;

export function figureRoutes(deps: Deps) {
  const today = () => dayInShanghai(deps.now());

  /** Reads the query; defaults to the first jurisdiction and the current year. */
  async function readAsked(c: Context): Promise<Asked> {
    const query = figureQuerySchema.parse(c.req.query());
    const { jurisdictions } = await deps.site.index();
    const known = jurisdictions.find(({ id }) => id === query.place) ?? jurisdictions[0];
    return { ...query, place: known?.id ?? '', year: query.year ?? Number(today().slice(0, 4)) };
  }

  /** Reads the year's figures of every jurisdiction, most comments first. */
  async function comparePlaces(year: number) {
    const { jurisdictions } = await deps.site.index();
    const places = await Promise.all(
      jurisdictions.map(async ({ id }) => ({
        key: id,
        figures: (await readFigures(deps, { place: id, year })).total,
      })),
    );
    return places.sort((a, b) => b.figures.received.count - a.figures.received.count);
  }

  async function fill(c: Context, path: string, content: Parameters<typeof fillPart>[2]) {
    const page = await deps.site.page(path);
    if (page === null) throw new Error(`the site has no page ${path}`);
    c.header('cache-control', `public, max-age=${freshForSeconds}`);
    return c.html(fillPart(page, 'figures', content));
  }

  return new Hono()
    .get('/figures/', async (c) => {
      const asked = await readAsked(c);
      const places = await comparePlaces(asked.year);
      // By default, show the jurisdiction with the most comments.
      const place = c.req.query('place') ? asked.place : (places[0]?.key ?? asked.place);
      const index = await deps.site.index();
      const [report, missing, crowded] = await Promise.all([
        readFigures(deps, { ...asked, place }),
        readMissingYear(deps, place),
        readCrowdedDays(deps, place, asked.year),
      ]);
      return fill(c, '/figures/', figuresView(index, { ...asked, place }, { ...report, missing }, places, crowded));
    })
    .get('/figures/list/', async (c) => {
      const asked = await readAsked(c);
      const name = figureNames.find((figure) => figure === c.req.query('figure')) ?? 'received';
      const { facts, moment } = await readFigures(deps, asked);
      const members = facts
        .filter((fact) => figures[name].counts(fact, moment))
        .sort((a, b) => b.receivedAt - a.receivedAt || a.receiptCode.localeCompare(b.receiptCode));
      const pages = Math.max(1, Math.ceil(members.length / listSize));
      const wished = Number.parseInt(c.req.query('page') ?? '', 10) || 1;
      const number = Math.min(pages, Math.max(1, wished));
      const view = figureListView(await deps.site.index(), asked, name, members, {
        number,
        size: listSize,
        now: moment.now,
      });
      return fill(c, '/figures/list/', view);
    })
    .get('/data/figures.json', async (c) => {
      const asked = await readAsked(c);
      const { place, year } = asked;
      const { moment, calendar, samples, total, ...groups } = await readFigures(deps, { place, year });
      const { byMonth, byUnit, byKind, byHolder } = groups;
      c.header('cache-control', `public, max-age=${freshForSeconds}`);
      const formulas = Object.fromEntries(figureNames.map((name) => [name, figures[name].formula]));
      const asOfInstant = new Date(moment.now).toISOString();
      const head = { place, year, asOf: asOfInstant, calendar, samples };
      return c.json({ ...head, formulas, total, byMonth, byUnit, byKind, byHolder });
    });
}
