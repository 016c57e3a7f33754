// A disk to fill: a small tmpfs mounted over a folder. Needs permission to mount (root, or `unshare --map-root-user
// --mount`).
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallDisk {
  /** Fills the disk until this many bytes are left. */
  fill(left: number): void;
  /** Frees the space. */
  clear(): void;
  drop(): void;
}

/** @throws Error without permission to mount */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (mounted.status !== 0) throw new Error(`cannot mount a disk: ${String(mounted.stderr).trim()}`);
  const filler = join(folder, 'filler');
  return {
    fill: (left) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
    },
    clear: () => rmSync(filler, { force: true }),
    drop: () => void spawnSync('umount', ['--lazy', folder]),
  };
}
