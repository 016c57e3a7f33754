// Blocks of exports, made once and kept beside the attachments. Requests for the same block share one making, and nothing is
// made for a client that has gone.
import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';
import { type Block, makeBlock, readBlock, writeBlock } from '../domain/files/gzip-blocks.ts';
import type { Deps } from '../ports/deps.ts';

/** Prefix of all kept blocks. Whatever is under it can be deleted: the next reader has it made again. */
export const exportFolder = 'exports/';

const compress = promisify<Uint8Array, { finishFlush: number }, Buffer>(deflateRaw);

/** Ends at a byte without ending the stream. */
const deflate = async (bytes: Uint8Array) =>
  new Uint8Array(await compress(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));

export const pressText = (text: string): Promise<Block> => makeBlock(text, deflate);

export interface KeptBlock {
  block: Block;
  /** Whatever its maker needs to continue after it. */
  note: string;
}

const makings = new Map<string, Promise<KeptBlock>>();

/** Makes something once for all who ask meanwhile. */
function share(deps: Deps, what: string, make: () => Promise<KeptBlock>): Promise<KeptBlock> {
  if (deps.runtime === 'isolate') return make();
  const key = `${deps.id} ${what}`;
  const running = makings.get(key);
  if (running) return running;
  const making = make().finally(() => makings.delete(key));
  makings.set(key, making);
  return making;
}

const press = async ({ text, note }: { text: string; note?: string }): Promise<KeptBlock> => ({
  block: await pressText(text),
  note: note ?? '',
});

/** A block that will change: shared by those who ask at the same moment, and not kept. */
export const shareBlock = (deps: Deps, key: string, make: () => Promise<{ text: string; note?: string }>) =>
  share(deps, key, async () => press(await make()));

/**
 * @param key names the content and never changes its meaning: lowercase letters, digits, dashes and slashes
 * @param make the text, and a note for whoever continues after the block
 */
export function keepBlock(
  deps: Deps,
  key: string,
  make: () => Promise<{ text: string; note?: string }>,
): Promise<KeptBlock> {
  const place = `${exportFolder}${key}`;
  return share(deps, key, async () => {
    const stored = await deps.files.get(place);
    if (stored) return readBlock(stored);
    const made = await press(await make());
    const content = writeBlock(made.block, made.note);
    try {
      if (await deps.files.hasRoom(content.length)) {
        await deps.files.put(place, { type: 'application/octet-stream', content });
      }
    } catch (error) {
      // The reader gets the block all the same.
      const kind = error instanceof Error ? error.name : typeof error;
      deps.log({ level: 'error', message: `a block of an export could not be kept (${kind})` });
    }
    return made;
  });
}

/** Deletes kept blocks under a prefix, except those that begin with `exceptFor`. */
export async function dropBlocks(deps: Deps, prefix: string, exceptFor?: string): Promise<void> {
  const places = await deps.files.list(`${exportFolder}${prefix}`);
  const kept = exceptFor === undefined ? null : `${exportFolder}${exceptFor}`;
  await deps.files.remove(places.filter((place) => kept === null || !place.startsWith(kept)));
}
