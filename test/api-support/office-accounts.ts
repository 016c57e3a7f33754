// Sample accounts for test offices, with password hashing sped up for hundreds of tests.
import type { Auth } from '../../api/ports/auth.ts';
import type { Deps } from '../../api/ports/deps.ts';
import { loadSampleAccounts, type SampleAccount } from '../../seeds/demo/load.ts';

export const password = 'a password used in tests only';

/** Hashing is slow by design. All sample accounts share one password, hashed once for all tests. */
let passwordHash: string | undefined;
export async function loadAccounts(auth: Auth, deps: Deps, accounts: SampleAccount[]): Promise<void> {
  const context = await auth.$context;
  const hash = async (text: string) => (passwordHash ??= await context.password.hash(text));
  const hashingOnce = { ...context, password: { ...context.password, hash } };
  await loadSampleAccounts({ ...auth, $context: Promise.resolve(hashingOnce) }, deps, password, accounts);
}

/** Caches the result of each password check across tests. */
const passwordChecks = new Map<string, Promise<boolean>>();
export async function verifyOnce(auth: Auth): Promise<void> {
  const { password: scrypt } = await auth.$context;
  const verify = scrypt.verify.bind(scrypt);
  scrypt.verify = (pair) => {
    const key = JSON.stringify(pair);
    const verdict = passwordChecks.get(key) ?? verify(pair);
    passwordChecks.set(key, verdict);
    return verdict;
  };
}
