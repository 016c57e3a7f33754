// The log of contact views: who viewed which resident's name and contact, when and why.

import { byteOrderMark, spreadsheetLine } from '../contract/csv.ts';
import type { ContactView, ContactViewList, ContactViewQuery } from '../contract/reports.ts';
import { roleSchema, roleWords } from '../contract/words.ts';
import { listContactViews } from '../db/contact-views.ts';
import { addDays, startOfDay } from '../domain/clock/calendar.ts';
import { formatInstant } from '../domain/clock/window-words.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { readAccountNames } from './accounts.ts';
import { toInstant } from './follow.ts';

const pageSize = 50;
/** Entries per batch of a file. */
const fileBatchSize = 500;

/** Name of the role. Other values should not occur; they are returned unchanged. */
function findRoleName(name: string): string {
  const role = roleSchema.safeParse(name).data;
  return role ? roleWords[role] : name;
}

async function readPage(
  deps: Deps,
  { jurisdiction }: Clerk,
  query: ContactViewQuery,
  names: Map<string, string>,
  size: number,
): Promise<Pick<ContactViewList, 'views' | 'next'>> {
  const [at, position] = (query.after ?? '').split('_').map(Number);
  const rows = await listContactViews(
    deps.database,
    {
      jurisdiction,
      actor: query.person || undefined,
      from: query.from ? startOfDay(query.from) : undefined,
      until: query.to ? startOfDay(addDays(query.to, 1)) : undefined,
      after: at !== undefined && position !== undefined ? { at, position } : null,
    },
    size + 1,
  );
  const shown = rows.slice(0, size);
  const lastRow = rows.length > size ? shown.at(-1) : undefined;
  return {
    views: shown.map(
      (row): ContactView => ({
        at: toInstant(row.at),
        person: names.get(row.actor ?? '') ?? row.actor ?? '',
        role: findRoleName(row.actorRole),
        receiptCode: row.receiptCode,
        reason: String(row.data['reason'] ?? ''),
      }),
    ),
    next: lastRow ? `${lastRow.at}_${lastRow.position}` : null,
  };
}

export async function readContactViews(deps: Deps, clerk: Clerk, query: ContactViewQuery): Promise<ContactViewList> {
  const names = await readAccountNames(deps, clerk.jurisdiction);
  const page = await readPage(deps, clerk, query, names, pageSize);
  return { ...page, persons: [...names].map(([id, name]) => ({ id, name })) };
}

/** Writes all matching entries, not only one page. */
export async function writeContactViewsCsv(deps: Deps, clerk: Clerk, query: ContactViewQuery): Promise<string> {
  const names = await readAccountNames(deps, clerk.jurisdiction);
  const lines = [byteOrderMark, spreadsheetLine(['时间', '查看人', '岗位', '受理编号', '理由'])];
  let after: string | null | undefined = query.after;
  do {
    const pageQuery: ContactViewQuery = { ...query, after: after ?? undefined };
    const page = await readPage(deps, clerk, pageQuery, names, fileBatchSize);
    const cells = page.views.map(({ at, person, role, receiptCode, reason }) =>
      spreadsheetLine([formatInstant(at), person, role, receiptCode, reason]),
    );
    lines.push(...cells);
    after = page.next;
  } while (after !== null);
  return lines.join('');
}
