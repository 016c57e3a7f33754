// Litestream beside a server of one's own, by the file of settings that is handed out for it. The program itself is no part
// of this repository: it has to be on the PATH.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFile } from '../../api/homes/node/stores.ts';

export interface Replication {
  /** Ends it: at once, or after it has copied what is left. */
  end(signal: 'SIGKILL' | 'SIGINT'): Promise<void>;
  /** Writes the copy into a file of its own. @throws Error where there is none */
  restore(target: string): void;
}

/** Copies the record of 冠县 from a folder of data to another place, as it grows. */
export function replicate(data: string, place: string): Replication {
  const settings = join(place, 'litestream.yml');
  const handedOut = readFileSync('api/homes/node/deploy/litestream.yml', 'utf8');
  const copies = join(place, 'replica');
  writeFileSync(settings, handedOut.replaceAll('/var/lib/mingbai', data).replaceAll('/srv/replica', copies));
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
      if (status !== 0) throw new Error(`nothing could be restored: ${stderr}`);
    },
  };
}
