// Serves the complete public ledger: JSON for verification, CSV for Excel and WPS. It contains no personal data.
import { type Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import { byteOrderMark, csvLine } from '../contract/csv.ts';
import { noSeal } from '../domain/ledger/ledger.ts';
import { sendProblem } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import { readLedger } from '../record/ledger.ts';

/** Maximum age of a cached file, in seconds. */
const freshForSeconds = 60;

/** Columns for the public fields of events. */
const factColumns = [
  'jurisdiction',
  'kind',
  'about',
  'sample',
  'unit',
  'from',
  'to',
  'passed',
  'calendar',
  'solved',
  'speed',
  'manner',
  'text',
] as const;
const csvHead = ['position', 'receiptCode', 'version', 'type', 'at', 'by', ...factColumns, 'sealed', 'leaf'];

export function ledgerRoutes(deps: Deps) {
  /** @returns the requested ledger's office; null if there are several and the request names none */
  async function officeAsked(c: Context): Promise<Deps | null> {
    const { jurisdictions } = await deps.site.index();
    const place = jurisdictions.find(({ id }) => id === c.req.query('place'));
    if (place) return deps.officeOf(place.id);
    return deps.offices().length === 1 ? deps : null;
  }

  async function answerUnnamedPlace(c: Context): Promise<Response> {
    const { jurisdictions } = await deps.site.index();
    const example = jurisdictions.map(({ id }) => `?place=${id}`)[0] ?? '?place=';
    return sendProblem(c, 'not-found', {
      detail: `这里每个地方有自己的台账，请在地址后面写明是哪个地方，例如 ${example}。`,
    });
  }

  return new Hono()
    .get('/data/ledger.json', async (c) => {
      const office = await officeAsked(c);
      if (!office) return answerUnnamedPlace(c);
      const { seals, batches } = await readLedger(office);
      c.header('content-type', 'application/json; charset=utf-8');
      c.header('cache-control', `public, max-age=${freshForSeconds}`);
      return stream(c, async (out) => {
        const head = { format: 'mingbai-ledger-1', head: seals.at(-1)?.hash ?? noSeal, seals };
        await out.write(`${JSON.stringify(head).slice(0, -1)},"events":[`);
        let isFirst = true;
        for await (const events of batches) {
          for (const event of events) {
            await out.write(`${isFirst ? '\n' : ',\n'}${JSON.stringify(event)}`);
            isFirst = false;
          }
        }
        await out.write(']}\n');
      });
    })
    .get('/data/ledger.csv', async (c) => {
      const office = await officeAsked(c);
      if (!office) return answerUnnamedPlace(c);
      const { batches } = await readLedger(office);
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('cache-control', `public, max-age=${freshForSeconds}`);
      c.header('content-disposition', 'attachment; filename="ledger.csv"');
      return stream(c, async (out) => {
        await out.write(byteOrderMark + csvLine(csvHead));
        for await (const events of batches) {
          const lines = events.map(({ facts, ...event }) => {
            const { position, receiptCode, version, type, at, by, sealed, leaf } = event;
            const factValues = factColumns.map((name) => facts[name]);
            return csvLine([position, receiptCode, version, type, at, by, ...factValues, sealed, leaf]);
          });
          await out.write(lines.join(''));
        }
      });
    });
}
