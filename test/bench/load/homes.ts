// Serves either home for a benchmark on temporary data.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, serveNode } from '../../support/node-process.ts';
import { type RunningSite, serveSite } from '../../support/serve.ts';

export const homeNames = ['node', 'edge'] as const;
export type HomeName = (typeof homeNames)[number];

const tempFolder = mkdtempSync(join(tmpdir(), 'mingbai-load-'));
process.once('exit', () => rmSync(tempFolder, { recursive: true, force: true }));

/** A benchmark sends far more comments than the default flood limit. */
const floodSettings = { FLOOD_COUNT: '1000000' };

export async function serveHome(name: HomeName): Promise<RunningSite> {
  if (name === 'node') return serveNode(join(tempFolder, 'data'), floodSettings);
  return serveSite({ port: await freePort(), state: join(tempFolder, 'state') });
}
