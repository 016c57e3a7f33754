// The application on one screen. It gets the world as arguments and touches no worker global.
import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { type RequestIdVariables, requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { Deps } from './deps.ts';
import { answerProblem } from './middleware/problems.ts';
import { commentRoutes } from './routes/comments.ts';
import { answerErrorPage, pageRoutes } from './routes/pages.ts';
import { queueRoutes } from './routes/queue.ts';

export interface Settings {
  baseUrl: string;
  isProduction: boolean;
}

/** The longest comment is 2,000 characters, at most four bytes each, thrice that in a form's encoding. */
const maxBodyBytes = 64 * 1024;

/** better-auth serves much more; what nobody here needs is not reachable. */
const authPaths = ['/api/auth/sign-in/username', '/api/auth/sign-out'];

export function createApp(deps: Deps, settings: Settings) {
  const app = new OpenAPIHono<{ Variables: RequestIdVariables }>();
  app.use(requestId());
  app.use(secureHeaders({ xFrameOptions: 'DENY', referrerPolicy: 'same-origin' }));
  app.use(bodyLimit({ maxSize: maxBodyBytes, onError: (c) => answerProblem(c, 'too-large') }));
  app.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) return answerProblem(c, 'invalid-input');
    const id = c.get('requestId');
    deps.log({ level: 'error', message: error.stack ?? String(error), requestId: id });
    if (c.req.path.startsWith('/api/')) return answerProblem(c, 'unexpected', { requestId: id });
    return answerErrorPage(c, deps.site, id);
  });
  // What is no route of the API is a file of the built site.
  app.notFound((c) => (c.req.path.startsWith('/api/') ? answerProblem(c, 'not-found') : deps.site.serve(c.req.raw)));
  app.on('POST', authPaths, (c) => deps.auth.handler(c.req.raw));
  return app
    .route('/', pageRoutes(deps))
    .route('/api', commentRoutes(deps))
    .route('/api/queue', queueRoutes(deps, settings));
}

export type AppType = ReturnType<typeof createApp>;
