// Serves the API description as JSON and as a page.
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { apiDescriptionView, type ShownDescription } from '../../site/fragments/api-description.ts';
import type { Deps } from '../ports/deps.ts';
import { fillPart } from './built-page.ts';

/** @param describe builds the description for a version of this software */
export function descriptionRoutes(deps: Deps, describe: (version: string) => object) {
  // Cached, because it does not change within a deployment.
  let description: object | undefined;
  const readDescription = async () => (description ??= describe((await deps.site.index()).version));
  return new Hono()
    .get('/api/openapi.json', etag(), async (c) => {
      c.header('cache-control', 'no-cache');
      return c.json(await readDescription());
    })
    .get('/data/api/', etag(), async (c) => {
      const page = await deps.site.page('/data/api/');
      if (page === null) throw new Error('the site has no page /data/api/');
      c.header('cache-control', 'no-cache');
      // The generator's type is wider than what this application generates.
      return c.html(fillPart(page, 'api', apiDescriptionView((await readDescription()) as ShownDescription)));
    });
}
