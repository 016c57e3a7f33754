// Serves the complete public ledger: JSON for verification, CSV for Excel and WPS. It contains no personal data.
import { type Context, Hono } from 'hono';
import { sendProblem } from '../middleware/problems.ts';
import type { Deps } from '../ports/deps.ts';
import { readHeads } from '../record/heads.ts';
import { type LedgerFormat, readLedger, sealedHead, writeSeals } from '../record/ledger.ts';
import { readMarks, readWitnessed } from '../record/witnesses.ts';
import { sendBlocks } from './block-stream.ts';

/** Maximum age of a cached file, in seconds. */
const freshForSeconds = 60;

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
    .get('/data/head.json', async (c) => {
      // Read, never made: a minute's age is nothing beside an hourly seal.
      c.header('cache-control', `public, max-age=${freshForSeconds}`);
      return c.json(await readHeads(deps));
    })
    .get('/data/witnesses.json', async (c) => {
      c.header('cache-control', `public, max-age=${freshForSeconds}`);
      return c.json(await readMarks(deps));
    })
    .get('/data/witnessed.json', async (c) => {
      c.header('cache-control', `public, max-age=${freshForSeconds}`);
      return c.json(await readWitnessed(deps));
    })
    .get('/data/ledger.json', async (c) => {
      const office = await officeAsked(c);
      if (!office) return answerUnnamedPlace(c);
      c.header('content-type', 'application/json; charset=utf-8');
      return sendLedger(c, office, 'json');
    })
    .get('/data/ledger.csv', async (c) => {
      const office = await officeAsked(c);
      if (!office) return answerUnnamedPlace(c);
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', 'attachment; filename="ledger.csv"');
      return sendLedger(c, office, 'csv');
    })
    .get('/data/seals.csv', async (c) => {
      const office = await officeAsked(c);
      if (!office) return answerUnnamedPlace(c);
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', 'attachment; filename="seals.csv"');
      c.header('cache-control', `public, max-age=${freshForSeconds}`);
      return c.body(await writeSeals(office, await sealedHead(office)));
    });
}

async function sendLedger(c: Context, office: Deps, format: LedgerFormat): Promise<Response> {
  const head = await sealedHead(office);
  c.header('cache-control', `public, max-age=${freshForSeconds}`);
  return sendBlocks(c, office, head.slice(0, 32), () => readLedger(office, format, head));
}
