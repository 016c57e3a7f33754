// What an attacker sends, each kind in a loop of its own until told to stop. Runs as a worker, so that the attack does not slow
// down whoever measures.
import { parentPort, workerData } from 'node:worker_threads';
import { makeComment } from '../support/writers.ts';

const { origin } = workerData as { origin: string };
const megabyte = 1024 * 1024;
const counts = new Map<string, number>();

const from = (address: string) => ({ 'cf-connecting-ip': address, 'x-forwarded-for': address });
const addressOf = (number: number) => `203.${(number >> 8) % 200}.${number % 256}.9`;

/** A whole PDF of four megabytes, different each time. */
function makePdf(number: number): Uint8Array<ArrayBuffer> {
  const size = 4 * megabyte;
  const bytes = new Uint8Array(size).fill(0x20);
  bytes.set(new TextEncoder().encode(`%PDF-1.4\n%${number}\n`));
  const end = new TextEncoder().encode(`\n1 0 obj\nxref\n0 1\ntrailer\nstartxref\n${size - 48}\n%%EOF\n`);
  bytes.set(end, size - end.length);
  return bytes;
}

function makeForm(number: number, files: number): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...makeComment(number), step: 'send' })) form.append(name, value);
  for (let file = 0; file < files; file++) form.append('files', new File([makePdf(number + file)], 'a.pdf'));
  return form;
}

const post = async (path: string, address: string, body: BodyInit, type?: string) => {
  const headers = { ...from(address), origin, ...(type ? { 'content-type': type } : {}) };
  const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body, redirect: 'manual' });
  await answer.body?.cancel();
  return answer.status;
};

const json = 'application/json';
const manyFields = 'z=x&'.repeat(200_000);
const deepJson = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;

const kinds: Record<string, (number: number) => Promise<number>> = {
  /** Large bodies of one sender, mostly over its limit. */
  bodies: async (number) => {
    const address = '198.51.100.7';
    if (number % 4 === 0) return post('/ask/', address, makeForm(number, 3));
    if (number % 4 === 1) return post('/follow/', address, manyFields, 'application/x-www-form-urlencoded');
    if (number % 4 === 2) return post('/care/', address, manyFields, 'application/x-www-form-urlencoded');
    return post('/api/session', address, deepJson, json);
  },
  /** Whole exports that nobody reads. */
  streams: async (number) => {
    const path = number % 2 === 0 ? '/data/ledger.json?place=guanxian' : '/data/answers.json';
    const hangUp = new AbortController();
    const answer = await fetch(`${origin}${path}`, { headers: from('198.51.101.7'), signal: hangUp.signal });
    hangUp.abort();
    return answer.status;
  },
  /** Wrong passwords for the desk from many addresses. */
  'sign-in': (number) =>
    post('/api/session', addressOf(number), JSON.stringify({ username: 'desk', password: `not ${number}` }), json),
  /** Attachments without proof of work, of one network. */
  disk: (number) => post('/api/comments/with-attachments', `198.51.102.${number % 250}`, makeForm(number + 1e6, 3)),
  /** Comments without proof of work from many addresses. */
  hold: (number) => post('/api/comments', addressOf(number + 5000), JSON.stringify(makeComment(number + 2e6)), json),
};

let isRunning = true;
parentPort?.once('message', () => {
  isRunning = false;
});

/** Two connections of each kind; a refused attacker pauses as briefly as one who wants to be a nuisance. */
async function run(kind: string, send: (number: number) => Promise<number>, first: number): Promise<void> {
  for (let number = first; isRunning; number += 2) {
    const status = await send(number).catch(() => 0);
    const key = `${kind} ${status || 'cut'}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

await Promise.all(Object.entries(kinds).flatMap(([kind, send]) => [0, 1].map((first) => run(kind, send, first))));
parentPort?.postMessage(Object.fromEntries([...counts].sort()));
