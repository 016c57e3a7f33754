// Atom: the documents, newest first.
import type { APIRoute } from 'astro';
import { Feed } from 'feed';
import { issuedOn } from '../../../content/facts.ts';
import { documents, jurisdictionOf, tasksOf } from '../../lib/content.ts';
import { documentUrl } from '../../lib/titles.ts';

/** A document without a printed date is dated to the end of its year, so that readers sort it there. */
const dateOf = (day: string | null, year: number) => new Date(`${day ?? `${year}-12-31`}T00:00:00+08:00`);

export const GET: APIRoute = ({ site }) => {
  const address = (path: string) => new URL(path, site).href;
  const dated = documents
    .map((document) => ({ document, date: dateOf(issuedOn(document), document.year) }))
    .sort((a, b) => b.date.getTime() - a.date.getTime());
  const feed = new Feed({
    id: address('/'),
    link: address('/'),
    title: '明白账：公开的文件',
    description: '政务公开工作要点和重点工作任务分解表',
    language: 'zh-CN',
    copyright: '',
    generator: '明白账',
    ...(dated[0] ? { updated: dated[0].date } : {}),
    feedLinks: { atom: address('/feeds/documents.xml') },
  });
  for (const { document, date } of dated) {
    feed.addItem({
      id: address(documentUrl(document)),
      link: address(documentUrl(document)),
      title: document.title.text,
      description: `${jurisdictionOf(document).name} ${document.year} 年，${tasksOf(document).length} 项任务`,
      date,
    });
  }
  return new Response(feed.atom1());
};
