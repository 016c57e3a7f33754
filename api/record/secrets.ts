// Do the secrets of the environment open what is stored? After a restore with other ones, nobody would see it before a
// clerk's code or a resident's telephone number is needed. Tracking codes are hashes: CODE_SECRET cannot be tried so.
import { symmetricDecrypt } from 'better-auth/crypto';
import { readSealedSamples } from '../db/sealed.ts';
import type { SecretName } from '../domain/office/status.ts';
import { openContact } from '../domain/privacy/contact-cipher.ts';
import type { Deps } from '../ports/deps.ts';

/** @returns the secrets that do not open what was stored under them; none where nothing is stored yet */
export async function findWrongSecrets(deps: Pick<Deps, 'database' | 'contactKeys' | 'auth'>): Promise<SecretName[]> {
  const { contacts, secondFactor } = await readSealedSamples(deps.database);
  const opened = await Promise.all(contacts.map((row) => openContact(deps.contactKeys, row.receiptCode, row)));
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
