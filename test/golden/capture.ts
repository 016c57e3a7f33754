// Captures a record's public output and rows as the lines of a fixture: digests of everything, and enough detail to
// locate a difference.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkLedger, type Golden, office } from './application.ts';
import {
  type LedgerFile,
  mapCheckCodes,
  stripFile,
  stripLedger,
  withoutAddedLines,
  writeCsv,
  writeJson,
} from './before-verdicts.ts';
import { calendarComesAt } from './lives.ts';
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
  events: { at: string; what: string }[];
}

const countEvents = ({ events }: CaseView): number => withoutAddedLines(events).length;

function condense(view: CaseView): string {
  const { window } = view;
  return JSON.stringify({
    // Field names as they were when the fixture was captured.
    ...choose(
      { ...view, version: countEvents(view), maskedName: view.masked.name, maskedContact: view.masked.contact },
      parts,
    ),
    window: { ...choose(window, windowParts), calendar: window.calendar.version },
    moves: view.moves.filter((move) => moves.has(move)),
    events: withoutAddedLines(view.events).map(({ at }) => at),
  });
}

export interface Captured {
  lines: string[];
  /** What the verifier finds in the ledger as served. */
  findings?: object[];
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

export async function capture(golden: Golden, given: Iterable<Codes>): Promise<Captured> {
  const { request, file } = golden;
  const texts: Record<string, string> = {};
  const lines: string[] = [];
  const download = async (path: string) => {
    const response = await request(path);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer()).toString('utf8');
  };
  const exported = await download('/data/ledger.json');
  const check = await checkLedger(exported, null, { knowledge: golden.readKnowledge() });
  const served: LedgerFile = JSON.parse(exported);
  const ledger = await stripLedger(served);
  const checkCodeOf = await mapCheckCodes(served, ledger);
  const asBefore: Record<string, (text: string) => string> = {
    '/data/answers.json': withPublishedMoved,
    '/data/ledger.json': () => writeJson(ledger),
    '/data/ledger.csv': (text) => writeCsv(withFirstColumns(text), ledger),
  };
  for (const path of files) {
    const text = await download(path);
    const bytes = Buffer.from(asBefore[path]?.(text) ?? text);
    texts[path] = bytes.toString('utf8');
    lines.push(`file ${path} ${bytes.length} ${sha256(bytes)}`);
  }
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
    const checkCodes = steps.map((step: { checkCode: string }) => checkCodeOf.get(step.checkCode));
    const due = `${window.dueOn} ${followed.window.dueOn} ${followed.window.dueAt}`;
    lines.push(
      `receipt ${receiptCode} ${trackingCode} ${checkCodeOf.get(checkCode)} due ${due} checks ${short(checkCodes.join(' '))}`,
    );
  }
  const folder = join(golden.data, 'before-verdicts');
  mkdirSync(join(folder, office), { recursive: true });
  stripFile(file, join(folder, office, 'record.db'), ledger).close();
  const before = golden.reopenAt(folder);
  lines.push(...(await captureCases(golden, before)));
  await countWithdrawnAnew(before);
  lines.push(...digestRows(before.file));
  before.close();
  return { lines, texts, findings: check?.findings ?? [{ what: 'not a ledger' }] };
}

/** Before decision 037, any later event counted a withdrawn comment's columns by the newest calendar. */
async function countWithdrawnAnew({ file, request, ...golden }: Golden): Promise<void> {
  const cookieOf = desksOf({ file, request, ...golden });
  const later = file.prepare(`SELECT receipt_code AS code, jurisdiction FROM comments WHERE state = 'withdrawn' AND
    (SELECT max(at) FROM events WHERE events.receipt_code = comments.receipt_code) >= ?`);
  const update = file.prepare(
    'UPDATE comments SET due_at = ?, calendar = ?, working_days_used = ? WHERE receipt_code = ?',
  );
  for (const { code, jurisdiction } of later.all(calendarComesAt)) {
    const headers = { cookie: await cookieOf(String(jurisdiction)) };
    const { window }: CaseView = await (await request(`/api/queue/${String(code)}`, { headers })).json();
    update.run(
      Date.parse(String(window['dueAt'])),
      window.calendar.version,
      Number(window['usedUntilStop']),
      String(code),
    );
  }
}

/**
 * Captures every comment as its place's desk sees it.
 *
 * @param before the same record without verdicts: only a verdict keeps a withdrawn comment's window with the calendar of its
 * day; before decision 037 it followed the newest one
 */
async function captureCases(golden: Golden, before: Golden): Promise<string[]> {
  const lines: string[] = [];
  const [cookiesNow, cookiesBefore] = [desksOf(golden), desksOf(before)];
  const all = golden.file
    .prepare('SELECT receipt_code AS code, jurisdiction, state FROM comments ORDER BY receipt_code')
    .all();
  for (const { code, jurisdiction, state: found } of all) {
    const [reader, cookieOf] = found === 'withdrawn' ? [before, cookiesBefore] : [golden, cookiesNow];
    const cookie = await cookieOf(String(jurisdiction));
    const response = await reader.request(`/api/queue/${String(code)}`, { headers: { cookie } });
    const view: CaseView = await response.json();
    if (!response.ok) throw new Error(`${String(code)}: ${response.status}`);
    const { state, window } = view;
    lines.push(`case ${String(code)} ${String(state)} ${window.dueOn} ${countEvents(view)} ${short(condense(view))}`);
  }
  return lines;
}
