// Settings from a file, for the commands of a server of one's own: what the environment says already stands.
import { statSync } from 'node:fs';

/** @throws Error where the file can be read by everybody on this machine */
export function loadSettings(file: string): void {
  // Windows has no such bits.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0) {
    throw new Error(`${file} holds secrets and can be read by everybody on this machine: chmod 600 ${file}`);
  }
  process.loadEnvFile(file);
}
