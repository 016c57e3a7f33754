// Loads the sample data into the local database.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listSampleAccounts, loadSampleAccounts, loadSampleComments } from '../../../seeds/demo/load.ts';
import { loadSampleCommitments } from '../../../seeds/demo/load-commitments.ts';
import type { OpenAnswer } from '../../contract/open-answer.ts';
import { roleWords } from '../../contract/words.ts';
import { listOpenAnswers } from '../../record/published.ts';
import { withLocalDeps } from './local-deps.ts';
import { options } from './options.ts';

/** Letters and digits without look-alikes. */
const passwordLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

function makePassword(): string {
  return Array.from(randomBytes(14), (byte) => passwordLetters.charAt(byte % passwordLetters.length)).join('');
}

/** File with the published answers of the local database, for the search index; same content as /data/answers.json. */
export const answersFile = join(options.state, 'answers.json');

export async function prepareSamples(): Promise<{ role: string; username: string; password: string }[]> {
  const password = process.env['SAMPLE_PASSWORD'] ?? makePassword();
  return withLocalDeps(options, async (deps, auth) => {
    const accounts = await listSampleAccounts(deps);
    await loadSampleAccounts(auth, deps, password, accounts);
    await loadSampleComments(deps);
    await loadSampleCommitments(deps);
    const answers: OpenAnswer[] = [];
    for await (const batch of listOpenAnswers(deps, options.baseUrl)) answers.push(...batch);
    writeFileSync(answersFile, JSON.stringify(answers));
    return accounts.map(({ role, username }) => ({ role: roleWords[role], username, password }));
  });
}
