// Both homes, served for a measurement on data that is gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serveNode } from '../../support/node-process.ts';
import { type RunningSite, serveSite } from '../../support/serve.ts';

export const homeNames = ['node', 'edge'] as const;
export type HomeName = (typeof homeNames)[number];

const place = mkdtempSync(join(tmpdir(), 'mingbai-load-'));
process.once('exit', () => rmSync(place, { recursive: true, force: true }));

/** Tens of comments a day are a flood; these are not. */
const more = { FLOOD_COUNT: '1000000' };

export async function serveHome(name: HomeName): Promise<RunningSite> {
  if (name === 'node') return serveNode(join(place, 'data'), more);
  return serveSite({ port: await freePort(), state: join(place, 'state') });
}
