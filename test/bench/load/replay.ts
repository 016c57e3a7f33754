// npm run replay (after a build): a prefecture's day on a self-hosted home. Reads 100,000 pages, receives and answers
// 3,000 comments, and runs searches of residents and staff concurrently. Then recomputes the public figures with
// independent code and verifies the ledger. `--scale 0.1` runs a tenth.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readKnowledge } from '../../../api/domain/ledger/knowledge.ts';
import { checkLedger } from '../../../api/domain/ledger/ledger-check.ts';
import { databaseFile } from '../../../api/homes/node/stores.ts';
import { countIndependently } from '../../support/independent-figures.ts';
import { inspectRecord } from '../../support/inspect-record.ts';
import { serveNode } from '../../support/node-process.ts';
import { drive, inMegabytes, type Measured, memoryOf, readPage, writeComment } from './drive.ts';
import { makeStaff, signIn } from './staff.ts';

const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' } } });
const scale = Number(values.scale);
const counts = {
  reads: Math.round(100_000 * scale),
  comments: Math.round(3000 * scale),
  searches: Math.round(3000 * scale),
};

const dataFolder = mkdtempSync(join(tmpdir(), 'mingbai-replay-'));
process.once('exit', () => rmSync(dataFolder, { recursive: true, force: true }));
await makeStaff(dataFolder);
const home = await serveNode(dataFolder, { FLOOD_COUNT: '1000000' });
const [desk, unit] = await Promise.all([signIn(home.origin, 'desk'), signIn(home.origin, 'minzheng')]);

const waiting: string[] = [];
const receive = (index: number) =>
  writeComment(home.origin, index + 1).then((receiptCode) => {
    if (receiptCode) waiting.push(receiptCode);
    return receiptCode !== null;
  });

/** Releases, assigns and answers a comment, and publishes one in ten. */
async function answer(receiptCode: string, index: number): Promise<boolean> {
  await desk.move(receiptCode, 2, { move: 'release' });
  await desk.move(receiptCode, 3, { move: 'assign', unit: 'minzhengju' });
  await unit.move(receiptCode, 4, { move: 'reply', text: `您好，第 ${index + 1} 件所问的信息在县民政局网站公开。` });
  if (index % 10 === 0) await desk.move(receiptCode, 5, { move: 'publish' });
  return true;
}

const words = ['养老', '第 7 件', '镇的养老服务', '民政'];
async function search(index: number): Promise<boolean> {
  const query = encodeURIComponent(words[index % words.length] ?? '');
  const answered = await (index % 2 === 0
    ? fetch(`${home.origin}/ask/choose/?q=${query}`)
    : desk.get(`/api/queue?q=${query}`));
  await answered.arrayBuffer();
  return answered.status === 200;
}

function print(name: string, { requests: asked, rate, median, slow, errors }: Measured): void {
  const figures = [asked, rate.toFixed(0), median.toFixed(1), slow.toFixed(1), errors];
  console.info(`${name.padEnd(9)} ${figures.map((figure) => String(figure).padStart(8)).join(' ')}`);
}

interface Figure {
  value: number | null;
  count: number;
  of: number | null;
}

const readData = (name: string) => JSON.parse(readFileSync(`dist/data/${name}.json`, 'utf8'));
const [calendar, rules] = [readData('calendar'), readData('rules')];

/** @returns the figures that differ */
async function compareFigures(ledgerText: string): Promise<string[]> {
  const ask = async (path: string) => (await fetch(`${home.origin}${path}`)).json() as Promise<never>;
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
  const { total, calendar: inForce }: { total: Record<string, Figure>; calendar: number } = await ask(
    `/data/figures.json?place=guanxian&year=${year}`,
  );
  const files = { ledger: JSON.parse(ledgerText), calendar, rules, inForce };
  const counted: Record<string, Figure> = countIndependently(
    files,
    { place: 'guanxian', year },
    { now: Date.now(), countedDays: new Set() },
  );
  const all = Object.entries(total).map(([name, figure]) => [
    name,
    JSON.stringify(figure),
    JSON.stringify(counted[name]),
  ]);
  console.info(all.map(([name, one]) => `${name} ${one}`).join(', '));
  const received = total['received']?.value;
  return [
    ...(received === counts.comments ? [] : [`${counts.comments} comments were sent and ${received} are counted`]),
    ...all.filter(([, one, other]) => one !== other).map((line) => line.join(' ')),
  ];
}

let wrong: string[] = [];
try {
  const began = performance.now();
  let answered = 0;
  const tryAnswer = async (): Promise<boolean> => {
    const receiptCode = waiting.shift();
    return receiptCode === undefined ? true : answer(receiptCode, answered++);
  };
  // Ten connections read, four send comments and answer earlier ones, two search. The remaining comments are answered
  // at the end.
  const [reads, comments, searches] = await Promise.all([
    drive(counts.reads, 10, (index) => readPage(home.origin, index)),
    drive(counts.comments, 4, async (index) => (await receive(index)) && (index % 2 === 0 || tryAnswer())),
    drive(counts.searches, 2, search),
  ]);
  const replies = await drive(waiting.length, 4, tryAnswer);
  const minutes = (performance.now() - began) / 60_000;
  console.info('             number a second   p50 ms   p99 ms   errors');
  print('reads', reads);
  print('comments', comments);
  print('searches', searches);
  print('replies', replies);
  console.info(`${answered} answered; ${minutes.toFixed(1)} minutes; ${inMegabytes(memoryOf(home.pid))} MB`);
  const ledger = await (await fetch(`${home.origin}/data/ledger.json?place=guanxian`)).text();
  const check = await checkLedger(ledger, null, { knowledge: readKnowledge(calendar, rules) });
  wrong = (check?.findings ?? [{ where: 'the ledger', what: 'cannot be parsed' }]).map(
    ({ where, what }) => `${where} ${what}`,
  );
  const failures = [reads, comments, searches, replies].reduce((sum, { errors }) => sum + errors, 0);
  if (failures > 0) wrong.push(`${failures} requests failed`);
  if (answered !== counts.comments) wrong.push(`${counts.comments} comments and ${answered} replies`);
  wrong.push(...(await compareFigures(ledger)));
} finally {
  await home.stop();
}
await inspectRecord(databaseFile(dataFolder, 'guanxian'));
for (const line of wrong.slice(0, 20)) console.error(line);
console.info(wrong.length === 0 ? 'The figures agree, and the ledger verifies.' : `${wrong.length} failures`);
process.exit(wrong.length === 0 ? 0 : 1);
