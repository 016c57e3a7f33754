// Runs Litestream next to a self-hosted home with the settings file that we ship. The program is not part of this
// repository and must be on the PATH.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile } from '../../api/homes/node/stores.ts';

export interface Replication {
  /** Stops replication immediately, or after copying the remaining changes. */
  end(signal: 'SIGKILL' | 'SIGINT'): Promise<void>;
  /**
   * Restores the copy into a new file.
   *
   * @throws Error if there is no copy
   */
  restore(target: string): void;
}

/** Replicates 冠县's record from a data folder to another folder. */
export function replicate(data: string, place: string): Replication {
  const settings = join(place, 'litestream.yml');
  const shippedSettings = readFileSync('api/homes/node/deploy/litestream.yml', 'utf8');
  const copies = join(place, 'replica');
  writeFileSync(settings, shippedSettings.replaceAll('/var/lib/mingbai', data).replaceAll('/srv/replica', copies));
  const child = spawn('litestream', ['replicate', '-config', settings], { stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  return {
    end: async (signal) => {
      child.kill(signal);
      await exited;
    },
    restore: (target) => {
      const args = ['restore', '-config', settings, '-o', target, databaseFile(data, 'guanxian')];
      const { status, stderr } = spawnSync('litestream', args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`restore failed: ${stderr}`);
    },
  };
}
