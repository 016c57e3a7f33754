// Tests whether the environment's secrets fit the stored data. After a restore with other secrets, nobody would notice until a
// clerk's code or a resident's number is needed. Tracking codes are hashes, so CODE_SECRET cannot be tested.
import { symmetricDecrypt } from 'better-auth/crypto';
import { readEncryptedSamples } from '../db/sealed.ts';
import type { SecretName } from '../domain/office/status.ts';
import { decryptContact } from '../domain/privacy/contact-cipher.ts';
import type { Deps } from '../ports/deps.ts';

/** @returns secrets that do not fit what was stored under them; empty while nothing is stored */
export async function findWrongSecrets(deps: Pick<Deps, 'database' | 'contactKeys' | 'auth'>): Promise<SecretName[]> {
  const { contacts, secondFactor } = await readEncryptedSamples(deps.database);
  const opened = await Promise.all(contacts.map((row) => decryptContact(deps.contactKeys, row.receiptCode, row)));
  const wrong: SecretName[] = opened.includes(null) ? ['CONTACT_KEY'] : [];
  if (secondFactor !== null && !(await opens(deps, secondFactor))) wrong.push('AUTH_SECRET');
  return wrong;
}

async function opens({ auth }: Pick<Deps, 'auth'>, data: string): Promise<boolean> {
  const { secretConfig } = await auth.$context;
  return symmetricDecrypt({ key: secretConfig, data }).then(
    () => true,
    () => false,
  );
}
