// Sends ten thousand generated bodies to every public route. Every response must be a page or an explained problem,
// without internal details or unescaped markup.
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemSchema } from '../../api/contract/problem.ts';
import { newComment, openTestOffice } from '../api-support/office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;

/** A fixed seed reproduces failures. */
const seed = 20_261_120;
/** An element that no page contains. If it appears in a response, something was not escaped. */
const marker = '<b data-fuzz>';

const hostileText = fc.constantFrom(
  `"'>${marker}`,
  `</textarea></script>${marker}`,
  `$&$1$\`${marker}`,
  '\u0000',
  '\u202eesrever\u202c',
  '\u200b\u200d\ufeff',
  '\ud800',
  '\u3164'.repeat(20),
  '👨‍👩‍👧'.repeat(30),
  "'; DROP TABLE comments; --",
  '__proto__',
  '../../../etc/passwd',
  '%00%ff%2e%2e',
  '=cmd()',
  '1e999',
  '长'.repeat(3000),
  'a@'.repeat(2000),
  '',
);
const text = fc.oneof(
  hostileText,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.tuple(hostileText, hostileText).map((two) => two.join('')),
);
const value = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.anything({ withBigInt: false, withDate: true, withNullPrototype: true, withObjectString: true, maxDepth: 3 }),
);

/** A valid body with fields replaced, removed or added. */
const mutate = <Valid extends Record<string, string>>(valid: Valid) =>
  fc
    .tuple(
      fc.dictionary(fc.constantFrom(...Object.keys(valid), '__proto__', 'extra'), value, { maxKeys: 3 }),
      fc.subarray(Object.keys(valid), { maxLength: 2 }),
    )
    .map(([changes, dropped]): Record<string, unknown> => {
      const body = { ...valid, ...changes };
      return Object.fromEntries(Object.entries(body).filter(([name]) => !dropped.includes(name)));
    });

const bytes = (of: string) => new TextEncoder().encode(of);
/** Bodies that are no JSON of this site: random bytes, other encodings, deep nesting, large size. */
const malformed: fc.Arbitrary<Uint8Array<ArrayBuffer>> = fc
  .oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map(bytes),
    fc
      .constantFrom('[', '{"about":')
      .chain((open) =>
        fc.integer({ min: 1, max: 20_000 }).map((depth) => bytes(open.repeat(Math.min(depth, 60_000 / open.length)))),
      ),
    fc
      .integer({ min: 60_000, max: 80_000 })
      .map((size) => bytes(JSON.stringify({ ...newComment, text: 'x'.repeat(size) }))),
    fc.constant(
      new Uint8Array([
        0xff,
        0xfe,
        ...new Uint8Array(new Uint16Array([...JSON.stringify(newComment)].map((char) => char.charCodeAt(0))).buffer),
      ]),
    ),
    fc.constant(new Uint8Array([...bytes('{"title":"'), 0xd1, 0xf8, 0xc0, 0xcf, 0xc0, ...bytes('"}')])), // GBK
    fc.constant(bytes(`\ufeff${JSON.stringify(newComment)}`)),
  )
  .map((body) => new Uint8Array(body));
const contentType = fc.constantFrom(
  'application/json',
  'application/json; charset=gbk',
  'application/JSON;charset=UTF-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'image/png',
  '',
);

/** Checks what every response must satisfy. */
async function checkResponse(office: Office, path: string, answer: Response): Promise<void> {
  const body = await answer.text();
  const logged = office.log.splice(0).filter(({ level }) => level === 'error');
  expect([answer.status < 500, logged]).toEqual([true, []]);
  expect(body).not.toMatch(/\n\s+at |Error:|SQLITE|drizzle/u);
  const type = answer.headers.get('content-type') ?? '';
  if (type.includes('html')) expect(body).not.toContain(marker);
  if (path.startsWith('/api/') && answer.status >= 400) {
    expect(type).toBe('application/problem+json; charset=utf-8');
    const problem = problemSchema.parse(JSON.parse(body));
    for (const sentence of [problem.title, problem.detail, ...(problem.errors ?? []).map(({ message }) => message)]) {
      expect(sentence).toMatch(/\p{Script=Han}/u);
    }
  }
}

/** Sends the generated bodies in sequence, so that fast-check can shrink a failure. */
async function fuzz<Made>(
  made: fc.Arbitrary<Made>,
  numRuns: number,
  send: (office: Office, made: Made) => Promise<[string, Response]>,
) {
  const office = await openTestOffice();
  await fc.assert(
    fc.asyncProperty(made, async (one) => {
      const [path, answer] = await send(office, one);
      await checkResponse(office, path, answer);
    }),
    { numRuns: Math.ceil(numRuns * env.FUZZ_SHARE), seed },
  );
}

const postJson =
  (path: string) =>
  async (office: Office, body: unknown): Promise<[string, Response]> => [path, await office.postJson(path, body)];
const postFields =
  (path: string) =>
  async (office: Office, body: Record<string, unknown>): Promise<[string, Response]> => {
    const fields = Object.entries(body).map(([name, field]): [string, string] => [
      name,
      typeof field === 'string' ? field : String(JSON.stringify(field)),
    ]);
    return [path, await office.request(path, { method: 'POST', body: new URLSearchParams(fields) })];
  };
const postFiles =
  (path: string) =>
  async (office: Office, [fields, files]: [Record<string, unknown>, Uint8Array[]]): Promise<[string, Response]> => {
    const form = new FormData();
    for (const [name, field] of Object.entries(fields))
      form.append(name, typeof field === 'string' ? field : String(JSON.stringify(field)));
    for (const file of files) form.append('files', new File([new Uint8Array(file)], 'x'));
    return [path, await office.request(path, { method: 'POST', body: form })];
  };

/** The application's own list of routes, so that the test omits none. */
const routesOf = (app: Office['app'], method: string) => [
  ...new Set(app.routes.filter((route) => route.method === method).map(({ path }) => path)),
];
const fillParameters = (path: string, word: string) => path.replace(/:\w+(?:\{[^}]*\})?|\*/gu, word);

const codes = { receiptCode: 'GX261120-7K3QF', trackingCode: '7K3Q-F9WX-2MHT' };
const fileHead = fc.constantFrom(
  '\xff\xd8\xff\xe1',
  '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
  'RIFF\xff\0\0\0WEBPVP8X',
  '%PDF-1.4',
  '',
);
const file = fc
  .tuple(fileHead, fc.uint8Array({ maxLength: 80 }))
  .map(([head, tail]) => new Uint8Array([...head].map((char) => char.charCodeAt(0)).concat(...tail)));

describe('fuzzing the public routes', { timeout: 300_000 }, () => {
  it('any fuzzed comment gets a receipt or an explained problem', () =>
    fuzz(mutate({ ...newComment, name: '', contact: '', homepage: '', proof: '{}' }), 2000, postJson('/api/comments')));

  it('any fuzzed comment with files gets a receipt or an explained problem', () =>
    fuzz(
      fc.tuple(mutate(newComment), fc.array(file, { maxLength: 4 })),
      1000,
      postFiles('/api/comments/with-attachments'),
    ));

  it('any fuzzed pair of codes gets an explained problem', () => fuzz(mutate(codes), 2500, postJson('/api/follow')));

  it('any fuzzed username and password get an explained problem', () =>
    fuzz(
      mutate({ username: 'desk', password: 'x' }).map((body) => ({ ...body, username: [body['username']] })),
      500,
      postJson('/api/session'),
    ));

  it('any fuzzed move of a resident gets an explained problem', () => {
    const move = { move: 'dispute', text: '没有答到', solved: '1', speed: '2', manner: '3' };
    const made = fc.tuple(mutate(codes), mutate(move)).map(([known, action]) => ({ ...known, action }));
    return fuzz(made, 500, postJson('/api/follow/moves'));
  });

  it('no route crashes on arbitrary bytes of any declared type', async () => {
    const { app } = await openTestOffice();
    const routes = ['POST', 'PUT', 'DELETE'].flatMap((method) =>
      routesOf(app, method).map((path) => ({ method, path: fillParameters(path, 'x') })),
    );
    expect(routes.length).toBeGreaterThan(10);
    await fuzz(
      fc.tuple(fc.constantFrom(...routes), contentType, malformed),
      1700,
      async (office, [route, type, body]) => {
        const { method, path } = route;
        return [path, await office.request(path, { method, headers: { 'content-type': type }, body })];
      },
    );
  });

  it('shows any input of the form without script as plain text', () =>
    fuzz(mutate({ ...newComment, name: '', contact: '', homepage: '', step: 'preview' }), 400, postFields('/ask/')));

  it('shows any input of the codes form as plain text', () => fuzz(mutate(codes), 300, postFields('/follow/')));

  it('no page crashes on any address or cookie', async () => {
    const { app } = await openTestOffice();
    const routes = routesOf(app, 'GET');
    expect(routes.length).toBeGreaterThan(30);
    const names = fc.constantFrom('about', 'title', 'q', 'from', 'place', 'received', 'days', 'after', 'mark', 'list');
    await fuzz(
      fc.tuple(fc.constantFrom(...routes), text, names, text),
      1500,
      async (office, [route, part, name, end]) => {
        const typed = (of: string) => encodeURIComponent(of.toWellFormed()).slice(0, 2000);
        const path = `${fillParameters(route, typed(part))}?${name}=${typed(end)}`;
        return [path, await office.request(path, { headers: { cookie: `codes=${typed(end)}` } })];
      },
    );
  });

  it('redirects to the codes form whatever the codes cookie contains', () =>
    fuzz(text, 100, async (office, codes) => {
      const cookie = `codes=${encodeURIComponent(codes.toWellFormed()).slice(0, 3000)}`;
      return ['/follow/result/', await office.request('/follow/result/', { headers: { cookie } })];
    }));
});
