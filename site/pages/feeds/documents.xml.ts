// Atom feed of the documents, newest first.
import type { APIRoute } from 'astro';
import { issuedOn } from '../../../content/facts.ts';
import { documentFeed } from '../../fragments/feed.ts';
import { documents, jurisdictionOf, tasksOf } from '../../lib/content.ts';
import { documentUrl } from '../../lib/titles.ts';

/** A document without a printed date gets the last day of its year, so that readers sort it there. */
const dateOf = (day: string | null, year: number) => new Date(`${day ?? `${year}-12-31`}T00:00:00+08:00`).toISOString();

export const GET: APIRoute = async ({ site }) => {
  const address = (path: string) => new URL(path, site).href;
  const entries = documents
    .map((document) => ({
      address: address(documentUrl(document)),
      title: document.title.text,
      summary: `${jurisdictionOf(document).name}${document.year}年，${tasksOf(document).length}项任务`,
      date: dateOf(issuedOn(document), document.year),
    }))
    .sort((a, b) => Date.parse(b.date) - Date.parse(a.date));
  const head = {
    id: address('/'),
    title: '明白账：公开的文件',
    subtitle: '政务公开工作要点和重点工作任务分解表',
    self: address('/feeds/documents.xml'),
    page: address('/'),
  };
  return new Response(String(await documentFeed(head, entries, new Date(0).toISOString())));
};
