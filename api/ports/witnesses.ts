// Reaches witnesses outside the house: a time-stamp authority (RFC 3161), another site of this software, an auditor's
// mailbox. Only addresses in the settings are contacted, by https, and redirects are refused.
import { type RecordHead, type RecordHeads, recordHeadsSchema } from '../contract/ledger.ts';
import { witnessedHeadsSchema } from '../contract/witnesses.ts';
import { makeNonce, readTimeStamp, readTimeStampResponse, writeTimeStampRequest } from '../domain/ledger/time-stamp.ts';
import type { Environment } from './env.ts';
import type { SendMail } from './notifier.ts';

export interface Mark {
  nonce: string;
  token: string;
}

export interface Witnesses {
  /** As stored and published; without the address of a mail. */
  names: readonly string[];
  /** @throws Error if the witness did not answer, or not about this seal; its message contains no address of a person */
  ask(name: string, head: RecordHead): Promise<Mark>;
  /** True if this site holds the seals of that one. */
  isWitnessOf(site: string): boolean;
  /** What another site shows now. @throws Error if it cannot be read */
  look(site: string): Promise<RecordHeads>;
}

const nobody = () => Promise.reject(new Error('no witness is set'));
export const noWitnesses: Witnesses = { names: [], ask: nobody, isWitnessOf: () => false, look: nobody };

type Post = (url: string, init: RequestInit) => Promise<Response>;

const timeoutMs = 10_000;
/** A token with its certificates has some 6 kB; the heads of many places fewer. */
const maxAnswerBytes = 64 * 1024;

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/**
 * @param post `fetch`, or a test's replacement
 * @param sendMail sends through a mail server, if the home has sockets; null uses MAIL_URL
 */
export function createWitnesses(
  env: Pick<Environment, 'WITNESSES' | 'WITNESS_FOR' | 'BASE_URL' | 'MAIL_URL' | 'MAIL_TOKEN'>,
  post: Post,
  random: (length: number) => Uint8Array,
  sendMail: SendMail | null = null,
): Witnesses {
  const nameOf = ({ kind, to }: (typeof env.WITNESSES)[number]) => (kind === 'mail' ? kind : `${kind}=${to}`);
  const named = new Map(env.WITNESSES.map((witness) => [nameOf(witness), witness]));

  async function reach(url: string, init: RequestInit): Promise<Uint8Array<ArrayBuffer>> {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await post(url, { ...init, redirect: 'manual', signal }).catch((error: unknown) => {
      throw new Error(`witness unreachable (${error instanceof Error ? error.name : typeof error})`);
    });
    if (!response.ok) throw new Error(`the witness responded ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > maxAnswerBytes) throw new Error('the witness responded at too great a length');
    return bytes;
  }

  const reachJson = async (url: string, init: RequestInit = {}): Promise<unknown> =>
    JSON.parse(new TextDecoder().decode(await reach(url, init)));

  async function askAuthority(url: string, { hash }: RecordHead): Promise<Mark> {
    const nonce = makeNonce(random);
    const body = writeTimeStampRequest(hash, nonce);
    const headers = { 'content-type': 'application/timestamp-query' };
    const token = readTimeStampResponse(await reach(url, { method: 'POST', headers, body }));
    const stamp = token && (await readTimeStamp(token));
    if (!token || !stamp) throw new Error('the authority sent no sound token');
    if (stamp.head !== hash || stamp.nonce !== nonce) throw new Error('the authority signed something else');
    return { nonce, token: toBase64(token) };
  }

  async function askSite(site: string, { hash }: RecordHead): Promise<Mark> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ site: env.BASE_URL });
    const kept = witnessedHeadsSchema.parse(await reachJson(`${site}/api/witness`, { method: 'POST', headers, body }));
    const own = kept.filter(({ head }) => head.hash === hash);
    if (own.length === 0) throw new Error('the other site does not hold this seal');
    return { nonce: '', token: JSON.stringify(own) };
  }

  async function mail(to: string, { number, at, hash }: RecordHead): Promise<Mark> {
    const key = `witness-${number}-${hash.slice(0, 16)}`;
    const text = `${env.BASE_URL}\n记录校验值：第${number}号 ${hash}（${at} 封存）\n请保存这封信。以后可以用它在网站的“核对公开台账”页核对。`;
    const note = { to, subject: `记录校验值第${number}号`, text, key };
    if (sendMail) await sendMail(note);
    else if (env.MAIL_URL) {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': key,
        ...(env.MAIL_TOKEN ? { authorization: `Bearer ${env.MAIL_TOKEN}` } : {}),
      };
      const body = JSON.stringify({ to, subject: note.subject, text });
      await reach(env.MAIL_URL, { method: 'POST', headers, body });
    } else throw new Error('no way to send mail: set SMTP_HOST or MAIL_URL');
    return { nonce: '', token: '' };
  }

  return {
    names: [...named.keys()],
    ask(name, head) {
      const witness = named.get(name);
      if (!witness) throw new Error('no such witness');
      const { kind, to } = witness;
      return { tsa: askAuthority, mingbai: askSite, mail }[kind](to, head);
    },
    isWitnessOf: (site) => env.WITNESS_FOR.includes(site),
    look: async (site) => recordHeadsSchema.parse(await reachJson(`${site}/data/head.json`)),
  };
}
