// Loads the sample data into the local database.
import { randomBytes } from 'node:crypto';
import { listSampleAccounts, loadSampleAccounts, loadSampleComments } from '../../../seeds/demo/load.ts';
import { loadSampleCommitments } from '../../../seeds/demo/load-commitments.ts';
import { roleWords } from '../../contract/words.ts';
import { withLocalDeps } from './local-deps.ts';
import { options } from './options.ts';

/** Letters and digits without look-alikes. */
const passwordLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

function makePassword(): string {
  return Array.from(randomBytes(14), (byte) => passwordLetters.charAt(byte % passwordLetters.length)).join('');
}

export async function prepareSamples(): Promise<{ role: string; username: string; password: string }[]> {
  const password = process.env['SAMPLE_PASSWORD'] ?? makePassword();
  return withLocalDeps(options, async (deps, auth) => {
    const accounts = await listSampleAccounts(deps);
    await loadSampleAccounts(auth, deps, password, accounts);
    await loadSampleComments(deps);
    await loadSampleCommitments(deps);
    return accounts.map(({ role, username }) => ({ role: roleWords[role], username, password }));
  });
}
