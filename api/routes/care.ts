// 关怀版, the large-text mode, for browsers without script. A cookie stores the choice, and a style sheet applies it. With
// script, the page applies the same cookie itself (site/lib/page-script.ts).
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Deps } from '../ports/deps.ts';
import { readFields } from './form-fields.ts';

const yearInSeconds = 31_536_000;

/** The page to return to: the referrer if it is on this site. */
function findReturnPage(referrer: string | undefined, baseUrl: string): string {
  const isOurs = referrer && URL.canParse(referrer) && new URL(referrer).origin === new URL(baseUrl).origin;
  return isOurs ? referrer : '/';
}

export function careRoutes(deps: Deps, settings: { baseUrl: string }) {
  return new Hono()
    .post('/care/', async (c) => {
      const { care } = await readFields(c, ['care']);
      setCookie(c, 'care', care === 'on' ? 'on' : 'off', { path: '/', maxAge: yearInSeconds, sameSite: 'Lax' });
      return c.redirect(findReturnPage(c.req.header('referer'), settings.baseUrl), 303);
    })
    .get('/care/choice.css', async (c) => {
      const isChosen = getCookie(c, 'care') === 'on';
      const rules = isChosen ? await deps.site.page('/care/care.css') : null;
      return c.body(rules ?? '', 200, {
        'content-type': 'text/css; charset=utf-8',
        'cache-control': 'private, no-cache',
        vary: 'Cookie',
      });
    });
}
