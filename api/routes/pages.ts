// Pages of subjects: static pages into which the server inserts published answers and progress records.
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { answersView } from '../../site/fragments/comment.ts';
import { commitmentView } from '../../site/fragments/commitment.ts';
import { markWords } from '../../site/fragments/mark-words.ts';
import { describeFailure } from '../middleware/failures.ts';
import { requestIdOf } from '../middleware/request-log.ts';
import type { Deps } from '../ports/deps.ts';
import { readCommitment } from '../record/commitments.ts';
import { readPublished } from '../record/follow.ts';
import { fillPart, hasPart, readSearchedWords } from './built-page.ts';

/** Addresses of documents, tasks, points, units and topics. Topics and collective units have no slot for answers. */
const subjectPages = [
  '/documents/:document/',
  '/documents/:document/tasks/:row/',
  '/documents/:document/points/:point/',
  '/units/:jurisdiction/:unit/',
  '/topics/:topic/',
];

/** Derives the subject's id from a page's address. */
const toSubjectId = (path: string) => path.slice(path.startsWith('/units/') ? 1 : '/documents/'.length, -1);

export function pageRoutes(deps: Deps) {
  const readBuiltPage = async (path: string) => {
    const page = await deps.site.page(path);
    if (page === null) throw new Error(`the site has no page ${path}`);
    return page;
  };

  return new Hono().on('GET', subjectPages, etag(), async (c) => {
    const path = c.req.path;
    const page = await deps.site.page(path);
    if (page === null) return c.html(await readBuiltPage('/404.html'), 404);
    const highlight = (html: string) => markWords(html, readSearchedWords(c));
    if (!hasPart(page, 'answers')) return c.html(highlight(page));
    c.header('cache-control', 'no-cache'); // revalidate, so that new answers show at once
    try {
      const about = toSubjectId(path);
      const [{ answers, total }, commitment] = await Promise.all([
        readPublished(deps, about),
        readCommitment(deps, about),
      ]);
      const withAnswers = fillPart(page, 'answers', answersView(answers, total));
      return c.html(
        highlight(commitment ? fillPart(withAnswers, 'commitment', commitmentView(commitment)) : withAnswers),
      );
    } catch (error) {
      // If the database is down, serve the page without answers and records.
      deps.log({
        level: 'error',
        message: `answers and records: ${describeFailure(error)}`,
        requestId: requestIdOf(c),
      });
      return c.html(highlight(page));
    }
  });
}
