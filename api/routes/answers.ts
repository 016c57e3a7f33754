// The home page's published answers, the list and pages of published answers, and their feeds.
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { answerListView, answerUrl, answerView, excerpt, takenDownView } from '../../site/fragments/answers.ts';
import { answerFeed, type FeedHead } from '../../site/fragments/feed.ts';
import { homeView } from '../../site/fragments/home.ts';
import { markWords } from '../../site/fragments/mark-words.ts';
import { readReceiptCode } from '../contract/codes.ts';
import type { AnswerPlace } from '../db/published.ts';
import { dayInShanghai } from '../domain/clock/calendar.ts';
import { formatInstant } from '../domain/clock/window-words.ts';
import { findDueTasks } from '../domain/commitments/due-tasks.ts';
import { joinMissing } from '../domain/figures/undecided.ts';
import { foldText } from '../domain/text/matching.ts';
import { describeFailure } from '../middleware/failures.ts';
import { checkRateLimit } from '../middleware/limits.ts';
import { requestIdOf } from '../middleware/request-log.ts';
import type { Deps } from '../ports/deps.ts';
import { readPublicFile } from '../record/attachments.ts';
import { readMissingYear, readThisMonth } from '../record/figures.ts';
import { readPublished } from '../record/follow.ts';
import { readOpenData, versionOfAnswers } from '../record/open-answers.ts';
import { readAnswer, readAnswers, readHeadFor, readNewestAnswers } from '../record/published.ts';
import { type AnswerQuery, searchAnswers } from '../record/search-answers.ts';
import { sendBlocks } from './block-stream.ts';
import { fillPart, readSearchedWords, replacePart, setPageHead } from './built-page.ts';
import { sendFile } from './send-file.ts';

/** Number of answers on the home page, per list page, and per feed. */
const answerCounts = { home: 3, list: 20, feed: 50 } as const;

/** As long as the search box. */
const longestQuery = 100;

/** `1795400000000.MX261121-7K3QF`: the answer after which the next page begins. */
function readPlace(text: string | undefined): AnswerPlace | undefined {
  const [, at, receiptCode] = /^(\d{1,15})\.([A-Z0-9-]{1,20})$/u.exec(text ?? '') ?? [];
  return at && receiptCode ? { at: Number(at), receiptCode } : undefined;
}

export function answerRoutes(deps: Deps, settings: { baseUrl: string }) {
  const origin = new URL(settings.baseUrl).origin;
  const builtPage = async (path: string) => {
    const page = await deps.site.page(path);
    if (page === null) throw new Error(`the site has no page ${path}`);
    return page;
  };
  const findAnswers = async (asked: AnswerQuery) =>
    (await searchAnswers(deps, asked, settings.baseUrl)).map((answer) => ({
      ...answer,
      reply: {
        text: answer.reply,
        unit: answer.unitName,
        firstAt: answer.repliedAt,
        at: answer.correctedAt ?? answer.repliedAt,
      },
    }));
  const notFound = async (c: Context) => c.html(await builtPage('/404.html'), 404, { 'cache-control': 'no-cache' });

  async function sendFeed(c: Context, head: FeedHead, answers: Parameters<typeof answerFeed>[1]) {
    const feed = answerFeed(head, answers, origin, new Date(0).toISOString());
    c.header('cache-control', 'no-cache');
    return c.body(String(await feed), 200, { 'content-type': 'application/atom+xml; charset=utf-8' });
  }

  return new Hono()
    .get('/', async (c) => {
      const page = await builtPage('/');
      c.header('cache-control', 'no-cache');
      try {
        const today = dayInShanghai(deps.now());
        const [index, answers, months] = await Promise.all([
          deps.site.index(),
          readNewestAnswers(deps, answerCounts.home),
          readThisMonth(deps),
        ]);
        const due = findDueTasks(index.subjects, today);
        const missing = await Promise.all(index.jurisdictions.map(({ id }) => readMissingYear(deps, id)));
        return c.html(
          fillPart(page, 'home', homeView(index, { today, answers, months, due, missing: joinMissing(missing) })),
        );
      } catch (error) {
        // If the database is down, serve the page without answers, so that the documents stay reachable.
        deps.log({ level: 'error', message: `home: ${describeFailure(error)}`, requestId: requestIdOf(c) });
        return c.html(page);
      }
    })
    .get('/answers/', etag(), async (c) => {
      const index = await deps.site.index();
      const place = index.jurisdictions.find(({ id }) => id === c.req.query('place'))?.id ?? null;
      c.header('cache-control', 'no-cache');
      const page = await builtPage('/answers/');
      const query = (c.req.query('q') ?? '').slice(0, longestQuery).trim();
      if (foldText(query) !== '') {
        const isFree = (await checkRateLimit(deps, 'search', c)) !== 'wait';
        const found = isFree ? await findAnswers({ query, place: place ?? undefined }) : ('tooMany' as const);
        const list = answerListView(index, place, { query, answers: found });
        return c.html(fillPart(page, 'answers', list), isFree ? 200 : 429);
      }
      if (place === null) {
        const answers = await readNewestAnswers(deps, answerCounts.list);
        return c.html(fillPart(page, 'answers', answerListView(index, null, { answers, next: null })));
      }
      const { answers, next } = await readAnswers(
        deps,
        { place, after: readPlace(c.req.query('after')) },
        answerCounts.list,
      );
      const nextUrl = next && `/answers/?place=${place}&after=${next.at}.${next.receiptCode}`;
      return c.html(fillPart(page, 'answers', answerListView(index, place, { answers, next: nextUrl })));
    })
    .get('/answers/:receiptCode/', etag(), async (c) => {
      const receiptCode = readReceiptCode(c.req.param('receiptCode'));
      const answer = await readAnswer(deps, receiptCode);
      if (!answer) return notFound(c);
      if ('takenDownAt' in answer) {
        c.header('cache-control', 'no-cache');
        const view = takenDownView(receiptCode, dayInShanghai(answer.takenDownAt));
        return c.html(replacePart(await builtPage('/404.html'), 'missing', view), 410);
      }
      const path = answerUrl(answer);
      // Redirect other spellings of the code to the canonical address.
      if (c.req.path !== path) return c.redirect(path, 301);
      const address = `${origin}${path}`;
      const page = setPageHead(await builtPage('/answers/answer/'), {
        title: answer.title,
        description: excerpt(answer.reply.text),
        address,
        meta: { PubDate: formatInstant(answer.publishedAt), ContentSource: answer.reply.unit },
        structured: {
          '@type': 'QAPage',
          mainEntity: {
            '@type': 'Question',
            name: answer.title,
            text: answer.text,
            dateCreated: answer.receivedAt,
            answerCount: 1,
            acceptedAnswer: {
              '@type': 'Answer',
              text: answer.reply.text,
              dateCreated: answer.reply.firstAt,
              dateModified: answer.reply.at,
              author: { '@type': 'GovernmentOrganization', name: answer.reply.unit },
            },
          },
        },
      });
      c.header('cache-control', 'no-cache');
      const content = answerView(answer, address, await readHeadFor(deps, receiptCode));
      return c.html(markWords(fillPart(page, 'answer', content), readSearchedWords(c)));
    })
    .get('/data/answers.json', async (c) => {
      c.header('content-type', 'application/json; charset=utf-8');
      c.header('cache-control', 'no-cache'); // an answer taken down disappears from the next copy
      const version = await versionOfAnswers(deps, settings.baseUrl);
      return sendBlocks(c, deps, version, () => readOpenData(deps, settings.baseUrl, version));
    })
    .get('/answers/:receiptCode/files/:number{[1-9]}', async (c) => {
      const receiptCode = readReceiptCode(c.req.param('receiptCode'));
      const number = Number(c.req.param('number'));
      const found = await readPublicFile(deps, receiptCode, number);
      c.header('cache-control', 'no-cache');
      return found ? sendFile(c, `${receiptCode}-${number}`, found) : notFound(c);
    })
    .get('/feeds/answers.xml', etag(), async (c) => {
      const head = { title: '明白账：公开答复', self: `${origin}/feeds/answers.xml`, page: `${origin}/answers/` };
      return sendFeed(c, head, await readNewestAnswers(deps, answerCounts.feed));
    })
    .get('/feeds/units/:place/:file{.+\\.xml}', etag(), async (c) => {
      const { units } = await deps.site.index();
      const id = c.req.param('file').slice(0, -'.xml'.length);
      const unit = units.find((entry) => entry.id === id && entry.jurisdiction === c.req.param('place'));
      if (!unit) return notFound(c);
      const place = unit.jurisdiction;
      const { answers } = await readAnswers(deps, { place, unit: id }, answerCounts.feed);
      const self = `${origin}/feeds/units/${place}/${id}.xml`;
      return sendFeed(c, { title: `${unit.name}的公开答复`, self, page: `${origin}/units/${place}/${id}/` }, answers);
    })
    .get('/feeds/tasks/:document/:file{\\d+\\.xml}', etag(), async (c) => {
      const row = c.req.param('file').slice(0, -'.xml'.length);
      const about = `${c.req.param('document')}/tasks/${row}`;
      const subject = (await deps.site.index()).subjects.find(({ id }) => id === about);
      if (!subject) return notFound(c);
      const { answers } = await readPublished(deps, about);
      const self = `${origin}/feeds/tasks/${c.req.param('document')}/${row}.xml`;
      return sendFeed(c, { title: `${subject.title}：公开答复`, self, page: `${origin}${subject.url}` }, answers);
    });
}
