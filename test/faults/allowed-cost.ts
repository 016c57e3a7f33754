// npm run attacks:cost (after a build): the processor time that one sender can use up in a minute within its limits, on the
// self-hosted home. Each row sends the costliest requests of its kind until the server answers 429. The public forms may cost
// two seconds together; every other row has a sender of its own and two seconds of its own. Linux only: it reads the server's
// processor time from /proc.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/node-process.ts';
import { jpegOf, segment } from '../support/picture-bytes.ts';
import { serveAttackedNode } from '../support/serve-attacked.ts';
import { makeComment } from '../support/writers.ts';

/** Processor time, in milliseconds. */
const promisedMs = 2000;
/** More than any limit allows. */
const tries = 700;

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** @returns processor time of a process since its start, in milliseconds */
function processorMs(pid: number): number {
  // The name in brackets may contain spaces; user and system time are the 12th and 13th fields after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000;
}

/** The sender of the current row. */
const address = { 'x-forwarded-for': '198.51.100.7' };

/** A JPEG of four megabytes with as many segments as fit. */
const largePhoto = jpegOf(...Array.from({ length: 64 }, () => segment(0xe1, new Uint8Array(65_000))));

function makeForm(number: number, text: string, photos: number): FormData {
  const form = new FormData();
  const fields = { ...makeComment(number), text, step: 'send' };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (let photo = 0; photo < photos; photo++) form.append('files', new File([largePhoto], `${photo}.jpg`));
  return form;
}

/** Digits in every spelling that the recognisers of personal data follow. */
const digits = (number: number) => `1３⑧ ${number}-`.repeat(250).slice(0, 2000);

const origin = { current: '' };
const post = (path: string, body: BodyInit, type?: string) =>
  fetch(`${origin.current}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...address, origin: origin.current, ...(type ? { 'content-type': type } : {}) },
    body,
  });
const get = (path: string) => fetch(`${origin.current}${path}`, { headers: address });
const json = 'application/json';

const rows: Record<string, (number: number) => Promise<Response>> = {
  'form /ask/ with three photographs': (number) => post('/ask/', makeForm(number, '请问什么时候修路？', 3)),
  'form /ask/ with digits': (number) => post('/ask/', makeForm(number, digits(number), 0)),
  'form /care/ with many fields': () => post('/care/', 'z=x&'.repeat(200_000), 'application/x-www-form-urlencoded'),
  'form /follow/ with many fields': () => post('/follow/', 'z=x&'.repeat(200_000), 'application/x-www-form-urlencoded'),
  '/api/comments with digits': (number) =>
    post('/api/comments', JSON.stringify({ ...makeComment(number + 5000), text: digits(number) }), json),
  '/api/session': (number) =>
    post('/api/session', JSON.stringify({ username: 'desk', password: `not ${number}` }), json),
  '/api/session with deep JSON': () => post('/api/session', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, json),
  '/ask/choose/': (number) => get(`/ask/choose/?q=${encodeURIComponent(`㍿${number}﷽`.repeat(20))}`),
  '/search/': (number) => get(`/search/?q=${encodeURIComponent(`养老服务${number}`)}`),
  '/data/ledger.json': () => get('/data/ledger.json?place=guanxian'),
};

const folder = mkdtempSync(join(tmpdir(), 'mingbai-cost-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const site = await serveAttackedNode(join(folder, 'node'), await freePort());
origin.current = site.origin;
let over = 0;
let formsMs = 0;
for (const [index, [name, send]] of Object.entries(rows).entries()) {
  const isForm = name.startsWith('form ');
  address['x-forwarded-for'] = `198.51.${isForm ? 100 : 101 + index}.7`;
  const before = processorMs(site.pid);
  let allowed = 0;
  for (; allowed < tries; allowed++) {
    const answer = await send(allowed);
    await answer.arrayBuffer();
    if (answer.status === 429) break;
  }
  const used = Math.round(processorMs(site.pid) - before);
  if (isForm) formsMs += used;
  else if (used > promisedMs) over++;
  console.info(`${name.padEnd(32)} ${String(allowed).padStart(4)} allowed, ${used} ms of processor`);
}
await site.stop();
if (formsMs > promisedMs) over++;
console.info(`the public forms together: ${formsMs} ms of processor`);
console.info(over === 0 ? 'all within two seconds' : `${over} over two seconds`);
process.exit(over > 0 ? 1 : 0);
