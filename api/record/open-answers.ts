// All published answers as one file of open data, in stored blocks. Any change to a published answer changes the file's
// version, so that nobody receives an older one. Unpublished answers are removed from the stored blocks at once.
import type { SiteIndex } from '../contract/subject.ts';
import { listPublishedVersions } from '../db/published.ts';
import type { Block } from '../domain/files/gzip-blocks.ts';
import { sha256 } from '../domain/privacy/submission.ts';
import type { Deps } from '../ports/deps.ts';
import { deleteBlocks, keepBlock, pressText } from './kept-blocks.ts';
import { type OpenDataCursor, readOpenAnswers } from './published.ts';

const folder = 'answers/';
/** Database batches of twenty answers per block. */
const batchesPerBlock = 10;

/** Hashes of the site index, whose titles and names the file contains. It changes only with a new build. */
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

async function writeAnswers(deps: Deps, baseUrl: string, from: OpenDataCursor, isFirst: boolean) {
  const lines: string[] = [];
  let cursor: OpenDataCursor | null = from;
  for (let batch = 0; cursor && batch < batchesPerBlock; batch++) {
    const { answers, next }: Awaited<ReturnType<typeof readOpenAnswers>> = await readOpenAnswers(deps, baseUrl, cursor);
    lines.push(...answers.map((answer) => JSON.stringify(answer)));
    cursor = next;
  }
  // Begin the array before the first answer, and write a comma before each of the others.
  const text = lines.map((line, index) => `${isFirst && index === 0 ? '[' : ','}\n${line}`).join('');
  const hasBegun = !isFirst || lines.length > 0;
  return { text, note: JSON.stringify({ place: cursor, hasBegun }) };
}

/** @param version when the response began; later changes appear in the next download */
export async function* readOpenData(deps: Deps, baseUrl: string, version: string): AsyncGenerator<Block> {
  const [first] = (await deps.site.index()).jurisdictions;
  let cursor: OpenDataCursor | null = first ? { jurisdiction: first.id, after: null } : null;
  let hasBegun = false;
  for (let number = 0; cursor; number++) {
    const [from, isFirst]: [OpenDataCursor, boolean] = [cursor, !hasBegun];
    const stored = await keepBlock(deps, `${folder}${version}/${number}`, () =>
      writeAnswers(deps, baseUrl, from, isFirst),
    );
    // Delete the blocks of older versions, which may contain unpublished answers.
    if (number === 0) await deleteBlocks(deps, folder, `${folder}${version}/`);
    yield stored.block;
    const state: { place: OpenDataCursor | null; hasBegun: boolean } = JSON.parse(stored.note);
    ({ place: cursor, hasBegun } = state);
  }
  // Close the array last: an incomplete download is then invalid JSON, and nobody mistakes it for the whole file.
  yield pressText(hasBegun ? '\n]\n' : '[]\n');
}

/** Deletes all stored blocks. Call it after any move on a published comment, so that no block contains outdated words. */
export async function dropKeptAnswers(deps: Deps): Promise<void> {
  for (const office of deps.offices()) await deleteBlocks(office, folder);
}
