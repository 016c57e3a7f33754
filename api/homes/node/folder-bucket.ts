// Stores attachments in a local folder, with R2's interface.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Bucket } from '../../ports/files.ts';
import { createGate } from '../../ports/gate.ts';

/** Keys consist of days, hashes and numbers, so that no key can escape the folder or name a dot file. */
const keyPattern = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/u;

/** Disk space in bytes that attachments may not use, so that a nearly full disk still accepts comments. */
const reservedBytes = 1024 ** 3;
/** On small disks, the reserve is only this share of the disk. */
const reservedShare = 0.05;

/** Keys per page, as in R2. */
const keysPerPage = 1000;

async function writeToDisk(path: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Syncs a file's folders, without which its name is not durable. */
async function syncFolders(from: string, to: string): Promise<void> {
  for (let folder = from; ; folder = dirname(folder)) {
    const handle = await open(folder);
    await handle.sync().finally(() => handle.close());
    if (folder === to || folder === dirname(folder)) return;
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** @param path folder for the files; created if missing */
export function createFolderBucket(path: string): Bucket {
  const root = resolve(path);
  // Folder for partial files, in the same file system for atomic renames. Deletes what a killed server left behind: nobody
  // was told that it was stored.
  const partialFolder = join(root, '.parts');
  rmSync(partialFolder, { recursive: true, force: true });

  /** Writes one file at a time, because waiting for the disk occupies the thread pool that also reads pages. */
  const writeGate = createGate({ concurrency: 1, maxWaiting: Number.POSITIVE_INFINITY });

  function resolveKey(key: string): string {
    if (!keyPattern.test(key)) throw new Error('invalid key');
    return join(root, key);
  }

  return {
    /** Writes the file atomically; durable on return. */
    async put(key, content) {
      const path = resolveKey(key);
      await writeGate(async () => {
        const partialFile = join(partialFolder, randomUUID());
        await mkdir(partialFolder, { recursive: true });
        await mkdir(dirname(path), { recursive: true });
        try {
          await writeToDisk(partialFile, content);
          await rename(partialFile, path);
        } catch (error) {
          await rm(partialFile, { force: true });
          throw error;
        }
        await syncFolders(dirname(path), root);
      });
    },

    async get(key) {
      const path = resolveKey(key);
      try {
        const content = await readFile(path);
        return { arrayBuffer: async () => new Uint8Array(content).buffer };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async list({ prefix = '', startAfter = '' } = {}) {
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      if (folder !== '') resolveKey(folder.slice(0, -1));
      const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch((error) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const keys = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .filter((key) => keyPattern.test(key) && key.startsWith(prefix) && key > startAfter)
        .sort();
      return { objects: keys.slice(0, keysPerPage).map((key) => ({ key })) };
    },

    async delete(keys) {
      for (const key of keys) await rm(resolveKey(key), { force: true });
    },

    async hasSpaceFor(bytes) {
      // The folder is created with its first file.
      const { bavail, blocks, bsize } = await statfs(root).catch(() => statfs(dirname(root)));
      return bavail * bsize - bytes >= Math.min(reservedBytes, blocks * bsize * reservedShare);
    },
  };
}
