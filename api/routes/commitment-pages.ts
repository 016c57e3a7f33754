// The public work ledger and look-back, which are static pages filled with progress records, and their open data.
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import type { Html } from '../../site/fragments/html.ts';
import { hasDates, lookBack, lookBackIndex, workLedger } from '../../site/fragments/work-ledger.ts';
import { standingSchema } from '../contract/commitment.ts';
import { arrangeLedger, type LedgerFilter } from '../domain/commitments/work-ledger.ts';
import { describeFailure } from '../middleware/failures.ts';
import { requestIdOf } from '../middleware/request-log.ts';
import type { Deps } from '../ports/deps.ts';
import { listTrackedDocuments, openCommitments, readEntries, type TrackedDocument } from '../record/commitments.ts';
import { replacePart } from './built-page.ts';

/** Reads the filter from the query; ignores invalid values. */
function readFilter(c: Context, document: TrackedDocument): LedgerFilter {
  const unit = c.req.query('unit') ?? '';
  const page = Number(c.req.query('page'));
  return {
    unit: document.tasks.some(({ units }) => units.includes(unit)) ? unit : null,
    standing: standingSchema.safeParse(c.req.query('standing')).data ?? null,
    words: '',
    order: c.req.query('order') === 'unit' ? 'unit' : 'date',
    page: Number.isInteger(page) ? page : 1,
  };
}

async function renderLedger(deps: Deps, c: Context): Promise<Html | null> {
  const index = await deps.site.index();
  const documents = listTrackedDocuments(index);
  const requested = documents.find(({ id }) => id === c.req.query('document'));
  // By default, show the newest document with dates.
  const shown = requested ?? documents.find(hasDates) ?? documents[0];
  if (!shown) return null;
  const entries = (await readEntries(deps, [shown])).get(shown.id) ?? [];
  const filter = readFilter(c, shown);
  const unitIds = new Set(shown.tasks.flatMap(({ units }) => units));
  const units = index.units.filter(({ id, jurisdiction }) => jurisdiction === shown.jurisdiction && unitIds.has(id));
  return workLedger({ ...arrangeLedger(entries, filter), documents, shown, filter, units, entries });
}

async function renderLookBack(deps: Deps, id: string): Promise<Html | null> {
  const document = listTrackedDocuments(await deps.site.index()).find((tracked) => tracked.id === id);
  if (!document) return null;
  return lookBack(document, (await readEntries(deps, [document])).get(id) ?? []);
}

async function renderAllYears(deps: Deps): Promise<Html> {
  const documents = listTrackedDocuments(await deps.site.index());
  const entries = await readEntries(deps, documents);
  return lookBackIndex(documents.map((document) => ({ document, entries: entries.get(document.id) ?? [] })));
}

export function commitmentPageRoutes(deps: Deps, settings: { baseUrl: string }) {
  /** Sends a static page filled with records; if they cannot be read, the page without them. */
  async function sendFilledPage(c: Context, part: string, render: () => Promise<Html | null>): Promise<Response> {
    const page = await deps.site.page(c.req.path);
    if (page === null) return c.html((await deps.site.page('/404.html')) ?? '', 404);
    c.header('cache-control', 'no-cache'); // revalidate, so that new records show at once
    try {
      const content = await render();
      return c.html(content ? replacePart(page, part, content) : page);
    } catch (error) {
      deps.log({ level: 'error', message: `${part}: ${describeFailure(error)}`, requestId: requestIdOf(c) });
      return c.html(page);
    }
  }

  return new Hono()
    .get('/commitments/', etag(), (c) => sendFilledPage(c, 'work-ledger', () => renderLedger(deps, c)))
    .get('/commitments/look-back/', etag(), (c) => sendFilledPage(c, 'look-back', () => renderAllYears(deps)))
    .get('/commitments/look-back/:document/', etag(), (c) =>
      sendFilledPage(c, 'look-back', () => renderLookBack(deps, c.req.param('document'))),
    )
    .get('/data/commitments.json', etag(), async (c) => {
      c.header('cache-control', 'no-cache');
      return c.json(await openCommitments(deps, settings.baseUrl), 200);
    });
}
