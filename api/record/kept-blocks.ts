// Builds each block of an export once and stores it in the file store. Concurrent requests for a block share one build. If
// the client disconnects, no further blocks are built.
import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';
import { type Block, compressBlock, parseBlock, serializeBlock } from '../domain/files/gzip-blocks.ts';
import type { Deps } from '../ports/deps.ts';

/** Key prefix of all stored blocks. Deleting them is safe: the next request builds them again. */
export const exportFolder = 'exports/';

const compress = promisify<Uint8Array, { finishFlush: number }, Buffer>(deflateRaw);

/** Compresses to raw deflate data that ends with a sync flush. */
const deflate = async (bytes: Uint8Array) =>
  new Uint8Array(await compress(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));

export const pressText = (text: string): Promise<Block> => compressBlock(text, deflate);

export interface StoredBlock {
  block: Block;
  /** The state from which the next block continues. */
  note: string;
}

const pendingBuilds = new Map<string, Promise<StoredBlock>>();

/** Shares one build among concurrent requests with the same key. */
function buildOnce(deps: Deps, buildKey: string, build: () => Promise<StoredBlock>): Promise<StoredBlock> {
  if (deps.runtime === 'isolate') return build();
  const key = `${deps.id} ${buildKey}`;
  const running = pendingBuilds.get(key);
  if (running) return running;
  const pending = build().finally(() => pendingBuilds.delete(key));
  pendingBuilds.set(key, pending);
  return pending;
}

const compressContent = async ({ text, note }: { text: string; note?: string }): Promise<StoredBlock> => ({
  block: await pressText(text),
  note: note ?? '',
});

/** Builds a block whose content will change: concurrent requests share it, but it is not stored. */
export const shareBlock = (deps: Deps, key: string, build: () => Promise<{ text: string; note?: string }>) =>
  buildOnce(deps, key, async () => compressContent(await build()));

/**
 * Reads a stored block, or builds and stores it.
 *
 * @param key identifies the content, which must never change: lowercase letters, digits, dashes and slashes
 * @param build returns the text, and the state from which the next block continues
 */
export function keepBlock(
  deps: Deps,
  key: string,
  build: () => Promise<{ text: string; note?: string }>,
): Promise<StoredBlock> {
  const fileKey = `${exportFolder}${key}`;
  return buildOnce(deps, key, async () => {
    const stored = await deps.files.get(fileKey);
    if (stored) return parseBlock(stored);
    const built = await compressContent(await build());
    const content = serializeBlock(built.block, built.note);
    try {
      if (await deps.files.hasSpaceFor(content.length)) {
        await deps.files.put(fileKey, { type: 'application/octet-stream', content });
      }
    } catch (error) {
      // Respond with the block anyway.
      const kind = error instanceof Error ? error.name : typeof error;
      deps.log({ level: 'error', message: `a block of an export could not be kept (${kind})` });
    }
    return built;
  });
}

/** Deletes the stored blocks with a key prefix, except those whose key begins with `exceptFor`. */
export async function deleteBlocks(deps: Deps, prefix: string, exceptFor?: string): Promise<void> {
  const keys = await deps.files.list(`${exportFolder}${prefix}`);
  const keptPrefix = exceptFor === undefined ? null : `${exportFolder}${exceptFor}`;
  await deps.files.remove(keys.filter((stored) => keptPrefix === null || !stored.startsWith(keptPrefix)));
}
