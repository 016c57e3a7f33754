// All published answers as one file of open data, in kept blocks under a version: whatever changes what an answer's page
// shows changes the version, and nobody is served an older one. What was taken down leaves the kept blocks at once.
import type { SiteIndex } from '../contract/subject.ts';
import { listPublishedVersions } from '../db/published.ts';
import type { Block } from '../domain/files/gzip-blocks.ts';
import { sha256 } from '../domain/privacy/submission.ts';
import type { Deps } from '../ports/deps.ts';
import { dropBlocks, keepBlock, pressText } from './kept-blocks.ts';
import { type OpenPlace, readOpenAnswers } from './published.ts';

const folder = 'answers/';
/** Batches of twenty answers per block. */
const batchesPerBlock = 10;

/** The site's names of subjects and units are in the file too; they change only with a new build. */
const indexHashes = new WeakMap<SiteIndex, Promise<string>>();

function hashIndex(index: SiteIndex): Promise<string> {
  const hash = indexHashes.get(index) ?? sha256(JSON.stringify(index));
  indexHashes.set(index, hash);
  return hash;
}

export async function versionOfAnswers(deps: Deps, baseUrl: string): Promise<string> {
  const index = await deps.site.index();
  const versions = await Promise.all(
    index.jurisdictions.map(({ id }) => listPublishedVersions(deps.officeOf(id).database, id)),
  );
  return (await sha256([baseUrl, await hashIndex(index), ...versions].join('\n'))).slice(0, 32);
}

async function writeAnswers(deps: Deps, baseUrl: string, from: OpenPlace, isFirst: boolean) {
  const lines: string[] = [];
  let place: OpenPlace | null = from;
  for (let batch = 0; place && batch < batchesPerBlock; batch++) {
    const { answers, next }: Awaited<ReturnType<typeof readOpenAnswers>> = await readOpenAnswers(deps, baseUrl, place);
    lines.push(...answers.map((answer) => JSON.stringify(answer)));
    place = next;
  }
  // A separator stands before each answer but the very first.
  const text = lines.map((line, index) => `${isFirst && index === 0 ? '[' : ','}\n${line}`).join('');
  const hasBegun = !isFirst || lines.length > 0;
  return { text, note: JSON.stringify({ place, hasBegun }) };
}

/** @param version as it was when the answer began; a change meanwhile shows in the next copy */
export async function* readOpenData(deps: Deps, baseUrl: string, version: string): AsyncGenerator<Block> {
  const [first] = (await deps.site.index()).jurisdictions;
  let place: OpenPlace | null = first ? { jurisdiction: first.id, after: null } : null;
  let hasBegun = false;
  for (let number = 0; place; number++) {
    const [from, isFirst]: [OpenPlace, boolean] = [place, !hasBegun];
    const kept = await keepBlock(deps, `${folder}${version}/${number}`, () =>
      writeAnswers(deps, baseUrl, from, isFirst),
    );
    // Only blocks of today's answers stay: what was taken down is in none of them.
    if (number === 0) await dropBlocks(deps, folder, `${folder}${version}/`);
    yield kept.block;
    const noted: { place: OpenPlace | null; hasBegun: boolean } = JSON.parse(kept.note);
    ({ place, hasBegun } = noted);
  }
  // A file cut short is no valid JSON, so that nobody mistakes a part for the whole.
  yield pressText(hasBegun ? '\n]\n' : '[]\n');
}

/** After a move on a published comment, or one that published it: no kept block has its words any longer. */
export async function dropKeptAnswers(deps: Deps): Promise<void> {
  for (const office of deps.offices()) await dropBlocks(office, folder);
}
