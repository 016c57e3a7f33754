// Reads the standing of tasks for pages and open data, and records the progress that responsible staff report.

import type {
  Commitment,
  CommitmentRecord,
  LedgerEntry,
  NewRecord,
  OpenCommitment,
  StaffCommitment,
  StaffLedger,
} from '../contract/commitment.ts';
import type { PersonalWarning } from '../contract/problem.ts';
import { isPromised, type PromisedSubject, type SiteIndex } from '../contract/subject.ts';
import { roleWords } from '../contract/words.ts';
import {
  type CommitmentRow,
  insertRecord,
  listOutcomeFacts,
  listRecords,
  listRecordsOf,
  type OutcomeFact,
} from '../db/commitments.ts';
import type { Database } from '../db/database.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import {
  deriveTaskStanding,
  findCorrectedVersions,
  findRecordRefusal,
  isResponsible,
  listCorrectable,
  type RecordRefusal,
} from '../domain/commitments/commitment.ts';
import { arrangeLedger, type LedgerFilter } from '../domain/commitments/work-ledger.ts';
import { findPersonalWarning } from '../domain/privacy/sent-words.ts';
import { sha256 } from '../domain/privacy/submission.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { nameUnit, toInstant } from './follow.ts';
import { groupByOffice } from './offices.ts';
import { stampOf } from './stamp.ts';

/** A document with its tasks. */
export interface TrackedDocument {
  id: string;
  title: string;
  url: string;
  year: number;
  jurisdiction: string;
  jurisdictionName: string;
  tasks: PromisedSubject[];
}

const groupBy = <Item, Key>(items: Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> => {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

/** Lists documents with tasks, newest year first. */
export function listTrackedDocuments(index: SiteIndex): TrackedDocument[] {
  const promised = index.subjects.filter(isPromised);
  const tasks = groupBy(
    promised.filter(({ kind }) => kind === 'task'),
    ({ document }) => document,
  );
  return promised
    .filter(({ kind, id }) => kind === 'document' && tasks.has(id))
    .map(({ id, title, url, year, jurisdiction }) => ({
      id,
      title,
      url,
      year,
      jurisdiction,
      tasks: tasks.get(id) ?? [],
      jurisdictionName:
        index.jurisdictions.find((jurisdictionEntry) => jurisdictionEntry.id === jurisdiction)?.name ?? jurisdiction,
    }));
}

function presentEntry(
  task: PromisedSubject,
  facts: Omit<OutcomeFact, 'task'>[],
  index: SiteIndex,
  today: string,
): LedgerEntry {
  const { id, year, title, url, dueText, dueOn } = task;
  return {
    id,
    year,
    title,
    url,
    dueText,
    dueOn,
    units: task.units.map((unit) => ({ id: unit, name: nameUnit(index, task.jurisdiction, unit) })),
    ...deriveTaskStanding(task, facts, today),
    isSample: facts.some(({ isSample }) => isSample),
  };
}

/** Reads the records of documents from their offices. */
async function readFromOffices<Row>(
  deps: Deps,
  documents: TrackedDocument[],
  query: (database: Database, documents: string[]) => Promise<Row[]>,
): Promise<Row[]> {
  const offices = [...groupByOffice(deps, documents, ({ jurisdiction }) => jurisdiction)];
  const toIds = (officeDocuments: TrackedDocument[]) => officeDocuments.map(({ id }) => id);
  return (
    await Promise.all(offices.map(([{ database }, officeDocuments]) => query(database, toIds(officeDocuments))))
  ).flat();
}

/** Reads the tasks of documents with their current standing. */
export async function readEntries(deps: Deps, documents: TrackedDocument[]): Promise<Map<string, LedgerEntry[]>> {
  const index = await deps.site.index();
  const today = dayInShanghai(deps.now());
  const facts = await readFromOffices(deps, documents, listOutcomeFacts);
  const byTask = groupBy(facts, ({ task }) => task);
  return new Map(
    documents.map(({ id, tasks }) => [
      id,
      tasks.map((task) => presentEntry(task, byTask.get(task.id) ?? [], index, today)),
    ]),
  );
}

function presentRecords(rows: CommitmentRow[], index: SiteIndex): CommitmentRecord[] {
  const corrected = findCorrectedVersions(rows);
  return rows.map(({ version, status, on, text, link, corrects, at, unit, jurisdiction, isSample }) => ({
    version,
    status,
    on,
    text,
    link,
    corrects,
    isSample,
    isCorrected: corrected.has(version),
    recordedAt: toInstant(at),
    recordedBy: unit ? nameUnit(index, jurisdiction, unit) : roleWords.desk,
  }));
}

const presentCommitment = (
  task: PromisedSubject,
  rows: CommitmentRow[],
  index: SiteIndex,
  today: string,
): Commitment => ({
  ...presentEntry(task, rows, index, today),
  documentTitle: task.documentTitle,
  records: presentRecords(rows, index),
});

async function findTask(deps: Deps, id: string): Promise<{ task: PromisedSubject; index: SiteIndex } | null> {
  const index = await deps.site.index();
  const task = index.subjects.find((subject) => subject.id === id);
  return task?.kind === 'task' ? { task, index } : null;
}

/** @returns null if there is no such task */
export async function readCommitment(deps: Deps, id: string): Promise<Commitment | null> {
  const found = await findTask(deps, id);
  if (!found) return null;
  const rows = await listRecords(deps.officeOf(found.task.jurisdiction).database, id);
  return presentCommitment(found.task, rows, found.index, dayInShanghai(deps.now()));
}

/** Reads the tasks of all years for which this clerk may record progress. */
export async function readStaffLedger(deps: Deps, clerk: Clerk, filter: LedgerFilter): Promise<StaffLedger> {
  const documents = listTrackedDocuments(await deps.site.index())
    .map((document) => ({ ...document, tasks: document.tasks.filter((task) => isResponsible(clerk, task)) }))
    .filter(({ tasks }) => tasks.length > 0);
  const entries = await readEntries(deps, documents);
  const { rows, total, page, pages } = arrangeLedger([...entries.values()].flat(), filter);
  return { entries: rows.map(({ entry }) => entry), total, page, pages };
}

type StaffRead = { ok: true; commitment: StaffCommitment } | { ok: false; reason: 'not-found' | 'not-responsible' };

export async function readStaffCommitment(deps: Deps, clerk: Clerk, id: string): Promise<StaffRead> {
  const found = await findTask(deps, id);
  if (!found) return { ok: false, reason: 'not-found' };
  if (!isResponsible(clerk, found.task)) return { ok: false, reason: 'not-responsible' };
  const rows = await listRecords(deps.database, id);
  const today = dayInShanghai(deps.now());
  const commitment = presentCommitment(found.task, rows, found.index, today);
  return { ok: true, commitment: { ...commitment, today, correctable: listCorrectable(clerk, rows) } };
}

export type RecordResult =
  | { ok: true }
  | { ok: false; reason: RecordRefusal | 'not-found' | 'recorded-meanwhile' }
  | { ok: false; reason: 'personal-data'; personal: PersonalWarning };

export interface Recording {
  /** Number of records on the clerk's page. */
  version: number;
  /** Random, from the form load. */
  key: string;
  record: NewRecord;
  /** The key of the personal data that the clerk confirmed; empty for none. */
  personalSeen: string;
}

/** Appends a record to a task, once per submission. Rejects it if the clerk has not seen all records. */
export async function recordCommitment(
  deps: Deps,
  clerk: Clerk,
  id: string,
  { version, key, record, personalSeen }: Recording,
  isSample = false,
): Promise<RecordResult> {
  const found = await findTask(deps, id);
  if (!found) return { ok: false, reason: 'not-found' };
  const { task } = found;
  const rows = await listRecords(deps.database, id);
  const submissionHash = await sha256(`commitment ${JSON.stringify([key, clerk.id, id, record])}`);
  const isStored = (stored: CommitmentRow[]) => stored.some((row) => row.submissionHash === submissionHash);
  if (isStored(rows)) return { ok: true };

  const refusal = findRecordRefusal(record, task, clerk, listCorrectable(clerk, rows), dayInShanghai(deps.now()));
  if (refusal === 'not-responsible') return { ok: false, reason: refusal };
  // Report a conflict first: it may be the reason for other refusals.
  if (rows.length !== version) return { ok: false, reason: 'recorded-meanwhile' };
  if (refusal) return { ok: false, reason: refusal };
  const personal = await findPersonalWarning({ text: record.text });
  if (personal && personal.key !== personalSeen) return { ok: false, reason: 'personal-data', personal };

  const isInserted = await insertRecord(deps.database, {
    jurisdiction: task.jurisdiction,
    document: task.document,
    task: id,
    version: version + 1,
    submissionHash,
    status: record.status,
    text: record.text,
    at: stampOf(deps),
    isSample,
    ...(record.status === 'correction'
      ? { on: null, link: null, corrects: record.corrects }
      : { on: record.on, link: record.link, corrects: null }),
    actorRole: clerk.role,
    actor: clerk.id,
    unit: clerk.unit,
  });
  // A concurrent retry may have stored this very record.
  const isDone = isInserted || isStored(await listRecords(deps.database, id));
  return isDone ? { ok: true } : { ok: false, reason: 'recorded-meanwhile' };
}

/**
 * Reads every task with its standing and records, as open data for recounts. Contains no names and no accounts.
 *
 * @param site the site's own origin
 */
export async function openCommitments(deps: Deps, site: string): Promise<OpenCommitment[]> {
  const index = await deps.site.index();
  const asOf = dayInShanghai(deps.now());
  const documents = listTrackedDocuments(index);
  const records = await readFromOffices(deps, documents, listRecordsOf);
  const rows = groupBy(records, ({ task }) => task);
  return documents.flatMap(({ tasks }) =>
    tasks.map((task) => {
      const { units, standing, result, records } = presentCommitment(task, rows.get(task.id) ?? [], index, asOf);
      const { id, document, title, dueText, dueOn, url } = task;
      return {
        task: id,
        document,
        title,
        units: units.map(({ name }) => name),
        dueText,
        dueOn,
        standing,
        asOf,
        result,
        records,
        url: new URL(url, site).href,
      };
    }),
  );
}
