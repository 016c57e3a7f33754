// Captures a record's public output and rows as the lines of a fixture: digests of everything, and enough detail to
// locate a difference.
import { createHash } from 'node:crypto';
import type { Golden } from './application.ts';
import { digestRows } from './rows.ts';
import { type Codes, desksOf } from './walk.ts';

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const short = (content: string | Uint8Array) => sha256(content).slice(0, 16);

/** Not the figures: they are counted anew at each request, and their definitions may change (decision 032). */
const files = ['/data/ledger.json', '/data/ledger.csv', '/data/answers.json', '/data/commitments.json'];

/** Fields of the queue's case view that are derived from the record, without texts of the page. */
const parts = [
  ...['receiptCode', 'kind', 'title', 'text', 'state', 'unit', 'helpers', 'returned', 'urgedAt', 'heldBecause'],
  ...['isPublished', 'isSample', 'version', 'mayBePublished', 'maskedName', 'maskedContact', 'reply', 'draft'],
  ...['attachments', 'publicFiles', 'lastBlackouts', 'rating', 'dispute', 'follows', 'followUps', 'advice'],
];
const windowParts = [
  ...['classification', 'workingDays', 'receivedAt', 'dueOn', 'dueAt', 'closesAt', 'provisional', 'state'],
  ...['elapsed', 'left', 'late', 'usedUntilStop', 'stoppedOn', 'stoppedBy', 'days'],
];
/** Moves that existed when the fixture was captured, so that a new move does not change it. */
const moves = new Set([
  ...['release', 'classify', 'assign', 'transfer', 'return', 'reply', 'decline', 'urge', 'pass', 'send-back'],
  ...['correct', 'uphold', 'publish', 'unpublish', 'advise'],
]);

type Json = Record<string, unknown>;
const choose = (from: Json, names: string[]) => Object.fromEntries(names.map((name) => [name, from[name] ?? null]));

interface CaseView extends Json {
  masked: { name: string; contact: string };
  window: Json & { dueOn: string; calendar: { version: number } };
  moves: string[];
  events: { at: string }[];
}

function condense(view: CaseView): string {
  const { window } = view;
  return JSON.stringify({
    // Field names as they were when the fixture was captured.
    ...choose({ ...view, maskedName: view.masked.name, maskedContact: view.masked.contact }, parts),
    window: { ...choose(window, windowParts), calendar: window.calendar.version },
    moves: view.moves.filter((move) => moves.has(move)),
    events: view.events.map(({ at }) => at),
  });
}

interface LedgerFile {
  head: string;
  seals: { number: number; hash: string }[];
  events: { position: number; receiptCode: string; version: number; type: string; leaf: string }[];
}

export interface Captured {
  lines: string[];
  /** Open data as served, by path. */
  texts: Record<string, string>;
}

/** When the fixture was made, a correction moved an answer's published time. It is shown apart now. */
const withPublishedMoved = (answers: string): string =>
  answers.replace(/^\{.*?\}(?=,?$)/gmu, (line) => {
    const answer: { publishedAt: string; correctedAt: string | null } = JSON.parse(line);
    const { publishedAt, correctedAt } = answer;
    const moved = correctedAt !== null && correctedAt > publishedAt ? correctedAt : publishedAt;
    return JSON.stringify({ ...answer, publishedAt: moved });
  });

/** When the fixture was made, ledger.csv had these columns. Those of the other fields follow them now. */
const firstColumns = 21;
const withFirstColumns = (table: string): string =>
  table.replace(/^[^\r\n]+/gmu, (line) => line.split(',').slice(0, firstColumns).join(','));

const asCaptured: Record<string, (text: string) => string> = {
  '/data/answers.json': withPublishedMoved,
  '/data/ledger.csv': withFirstColumns,
};

export async function capture(golden: Golden, given: Iterable<Codes>): Promise<Captured> {
  const { request, file } = golden;
  const texts: Record<string, string> = {};
  const lines: string[] = [];
  for (const path of files) {
    const response = await request(path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    const served = Buffer.from(await response.arrayBuffer());
    const restore = asCaptured[path];
    const bytes = restore ? Buffer.from(restore(served.toString('utf8'))) : served;
    texts[path] = bytes.toString('utf8');
    lines.push(`file ${path} ${bytes.length} ${sha256(bytes)}`);
  }
  const ledger: LedgerFile = JSON.parse(texts['/data/ledger.json'] ?? '');
  lines.push(`head ${ledger.head}`);
  for (const { number, hash } of ledger.seals) lines.push(`seal ${number} ${hash}`);
  for (const { position, receiptCode, version, type, leaf } of ledger.events) {
    lines.push(`event ${position} ${receiptCode} ${version} ${type} ${leaf.slice(0, 16)}`);
  }

  for (const { receiptCode, trackingCode, checkCode, window } of given) {
    const answer = await request('/api/follow', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receiptCode, trackingCode }),
    });
    const { steps, ...followed } = await answer.json();
    const checkCodes = steps.map((step: { checkCode: string }) => step.checkCode);
    const due = `${window.dueOn} ${followed.window.dueOn} ${followed.window.dueAt}`;
    lines.push(`receipt ${receiptCode} ${trackingCode} ${checkCode} due ${due} checks ${short(checkCodes.join(' '))}`);
  }
  lines.push(...(await captureCases(golden)), ...digestRows(file));
  return { lines, texts };
}

/** Captures every comment as its place's desk sees it. */
export async function captureCases(golden: Golden): Promise<string[]> {
  const lines: string[] = [];
  const cookieOf = desksOf(golden);
  const all = golden.file
    .prepare('SELECT receipt_code AS code, jurisdiction FROM comments ORDER BY receipt_code')
    .all();
  for (const { code, jurisdiction } of all) {
    const cookie = await cookieOf(String(jurisdiction));
    const response = await golden.request(`/api/queue/${String(code)}`, { headers: { cookie } });
    const view: CaseView = await response.json();
    if (!response.ok) throw new Error(`${String(code)}: ${response.status}`);
    const { state, window, version } = view;
    lines.push(`case ${String(code)} ${String(state)} ${window.dueOn} ${String(version)} ${short(condense(view))}`);
  }
  return lines;
}
