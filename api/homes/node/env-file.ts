// Loads settings from a file for commands on a self-hosted server. Existing environment variables take precedence.
import { statSync } from 'node:fs';
import { BilingualError } from '../../ports/command-line.ts';

/** @throws Error if all users of this machine can read the file */
export function loadSettings(file: string): void {
  // Windows has no mode bits.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o007) !== 0) {
    throw new BilingualError(
      `${file} contains secrets and is readable for all users of this machine: chmod 600 ${file}`,
      `${file} 里有密钥，而这台机器上人人可读：请运行 chmod 600 ${file}`,
    );
  }
  process.loadEnvFile(file);
}
