// Tests whether the configured secrets decrypt the stored data, to detect a restore with wrong secrets before staff need
// the data. Tracking codes are stored as hashes, so CODE_SECRET cannot be tested.
import { symmetricDecrypt } from 'better-auth/crypto';
import { readEncryptedSamples } from '../db/sealed.ts';
import type { SecretName } from '../domain/office/status.ts';
import { decryptContact } from '../domain/privacy/contact-cipher.ts';
import type { Deps } from '../ports/deps.ts';

/** @returns secrets that do not decrypt their data; empty if nothing is stored */
export async function findWrongSecrets(deps: Pick<Deps, 'database' | 'contactKeys' | 'auth'>): Promise<SecretName[]> {
  const { contacts, secondFactor } = await readEncryptedSamples(deps.database);
  const decrypted = await Promise.all(contacts.map((row) => decryptContact(deps.contactKeys, row.receiptCode, row)));
  const unusable: SecretName[] = decrypted.includes(null) ? ['CONTACT_KEY'] : [];
  if (secondFactor !== null && !(await canDecrypt(deps, secondFactor))) unusable.push('AUTH_SECRET');
  return unusable;
}

async function canDecrypt({ auth }: Pick<Deps, 'auth'>, data: string): Promise<boolean> {
  const { secretConfig } = await auth.$context;
  return symmetricDecrypt({ key: secretConfig, data }).then(
    () => true,
    () => false,
  );
}
