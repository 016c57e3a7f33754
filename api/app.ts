// Assembles the application from its middleware and routes. All dependencies are arguments, so it runs in every home.
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { type RequestIdVariables, requestId } from 'hono/request-id';
import { timeout } from 'hono/timeout';
import { findServedPage } from './contract/served-pages.ts';
import { describeFiles } from './description/files.ts';
import { describeApi } from './description/index.ts';
import { describeFailure, readTransient } from './middleware/failures.ts';
import { sendProblem } from './middleware/problems.ts';
import { acceptsFiles, guardRequests } from './middleware/request-guard.ts';
import { logRequests } from './middleware/request-log.ts';
import { setSecurityHeaders } from './middleware/security-headers.ts';
import type { StaffSettings } from './middleware/staff.ts';
import type { Deps } from './ports/deps.ts';
import { EditedInPlaceError, prepareToJudge } from './record/judging.ts';
import { accountRoutes } from './routes/accounts.ts';
import { answerRoutes } from './routes/answers.ts';
import { arrivalRoutes } from './routes/arrivals.ts';
import { askRoutes } from './routes/ask.ts';
import { careRoutes } from './routes/care.ts';
import { clockRoutes } from './routes/clock.ts';
import { commentRoutes } from './routes/comments.ts';
import { commitmentPageRoutes } from './routes/commitment-pages.ts';
import { commitmentRoutes } from './routes/commitments.ts';
import { descriptionRoutes } from './routes/description.ts';
import { deskRoutes } from './routes/desk.ts';
import { figureRoutes } from './routes/figures.ts';
import { followPageRoutes } from './routes/follow-pages.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { linkRoutes } from './routes/links.ts';
import { ownAccountRoutes } from './routes/own-account.ts';
import { pageRoutes } from './routes/pages.ts';
import { answerProblemPage, type PageProblem } from './routes/problem-page.ts';
import { queueRoutes } from './routes/queue.ts';
import { reportRoutes } from './routes/reports.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/session.ts';
import { statusRoutes } from './routes/status.ts';
import { watchRoutes } from './routes/watch.ts';
import { witnessRoutes } from './routes/witness.ts';

export interface Settings extends StaffSettings {
  baseUrl: string;
  /** Bearer token for `/metrics`; if unset, nobody may read it. */
  metricsToken?: string | undefined;
  /** Milliseconds before a request times out; only tests set it. */
  requestTimeoutMs?: number;
}

/** In milliseconds. Longer requests time out with an error, and the client may retry. */
const requestTimeoutMs = 25_000;
/** In milliseconds. Fifteen megabytes over a slow rural line take minutes. */
export const uploadTimeoutMs = 300_000;
const tooSlow = 503;

export function createApp(deps: Deps, settings: Settings) {
  const app = new OpenAPIHono<{ Variables: RequestIdVariables & { isSecure: boolean } }>();
  const isHttps = settings.baseUrl.startsWith('https://');
  const isApi = (path: string) => path.startsWith('/api/');
  app.use(requestId({ headerName: '' })); // ignore ids from the client
  app.use(logRequests(deps));
  app.use(setSecurityHeaders(isHttps));
  app.use((c, next) => {
    c.set('isSecure', isHttps);
    return next();
  });
  const timeOutAfter = (duration: number) => timeout(duration, () => new HTTPException(tooSlow));
  const [limitTime, limitTimeOfFiles] = [
    timeOutAfter(settings.requestTimeoutMs ?? requestTimeoutMs),
    timeOutAfter(uploadTimeoutMs),
  ];
  app.use((c, next) => (acceptsFiles(c) ? limitTimeOfFiles : limitTime)(c, next));
  const isForPrograms = (path: string) => isApi(path) || findServedPage(path)?.for === 'programs';
  const refuse = (c: Context, code: PageProblem) =>
    isForPrograms(c.req.path) ? sendProblem(c, code) : answerProblemPage(c, deps.site, code);
  app.use(guardRequests(deps, settings.baseUrl, refuse));
  // Pages that are read go on without a database; writes make sure themselves.
  app.use(async (_, next) => {
    await prepareToJudge(deps).catch(() => undefined);
    await next();
  });
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) {
      return isApi(c.req.path) ? sendProblem(c, 'invalid-input') : answerProblemPage(c, deps.site, 'invalid-input');
    }
    const id = c.get('requestId');
    if (error instanceof HTTPException && error.status === tooSlow) {
      deps.log({ level: 'error', message: 'the request timed out', requestId: id });
      return isApi(c.req.path) ? sendProblem(c, 'too-slow') : answerProblemPage(c, deps.site, 'too-slow');
    }
    deps.log({ level: 'error', message: describeFailure(error), requestId: id });
    const code = readTransient(error) ?? (error instanceof EditedInPlaceError ? 'unavailable' : 'unexpected');
    return isApi(c.req.path) ? sendProblem(c, code, { requestId: id }) : answerProblemPage(c, deps.site, code, id);
  });
  // All other addresses are files of the built site.
  app.notFound((c) => (isApi(c.req.path) ? sendProblem(c, 'not-found') : deps.site.serve(c.req.raw)));
  // Not part of the chain that types the client, which calls no pages and files.
  app.route('/', askRoutes(deps, settings));
  app.route('/', pageRoutes(deps));
  app.route('/', answerRoutes(deps, settings));
  app.route('/', careRoutes(deps, settings));
  app.route('/', searchRoutes(deps, settings));
  app.route('/', followPageRoutes(deps, settings));
  app.route('/', figureRoutes(deps));
  app.route('/', arrivalRoutes(deps));
  app.route('/', ledgerRoutes(deps));
  app.route('/', clockRoutes(deps));
  app.route('/', commitmentPageRoutes(deps, settings));
  app.route('/', watchRoutes(deps, settings));
  app.route(
    '/',
    descriptionRoutes(deps, (version) => describeApi(app, version)),
  );
  describeFiles(app);
  return app
    .route('/api', commentRoutes(deps, settings))
    .route('/api/session', sessionRoutes(deps, settings))
    .route('/api/queue', queueRoutes(deps, settings))
    .route('/api/desk', deskRoutes(deps, settings))
    .route('/api/commitments', commitmentRoutes(deps, settings))
    .route('/api/accounts', accountRoutes(deps, settings))
    .route('/api/reports', reportRoutes(deps, settings))
    .route('/api/own-account', ownAccountRoutes(deps, settings))
    .route('/api/status', statusRoutes(deps, settings))
    .route('/api/witness', witnessRoutes(deps))
    .route('/api/links', linkRoutes(deps, settings));
}

export type AppType = ReturnType<typeof createApp>;
