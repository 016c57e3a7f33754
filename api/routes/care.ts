// 关怀版 for browsers without script: a cookie remembers it, and a style sheet that only they request applies it.
// With script the page does both itself (site/lib/page-script.ts), using the same cookie.
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Deps } from '../ports/deps.ts';
import { readFields } from './form-fields.ts';

const yearInSeconds = 31_536_000;

/** The page with the button; never another site's. */
function pageBefore(referrer: string | undefined, baseUrl: string): string {
  const isOurs = referrer && URL.canParse(referrer) && new URL(referrer).origin === new URL(baseUrl).origin;
  return isOurs ? referrer : '/';
}

export function careRoutes(deps: Deps, settings: { baseUrl: string }) {
  return new Hono()
    .post('/care/', async (c) => {
      const { care } = await readFields(c, ['care']);
      setCookie(c, 'care', care === 'on' ? 'on' : 'off', { path: '/', maxAge: yearInSeconds, sameSite: 'Lax' });
      return c.redirect(pageBefore(c.req.header('referer'), settings.baseUrl), 303);
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
