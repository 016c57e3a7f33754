// The API description, for programs and as a page.
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { apiDescriptionView, type ShownDescription } from '../../site/fragments/api-description.ts';
import type { Deps } from '../ports/deps.ts';
import { fillPart } from './built-page.ts';

/** @param describe builds the document for a version of this software */
export function descriptionRoutes(deps: Deps, describe: (version: string) => object) {
  // It does not change until the next deployment.
  let made: object | undefined;
  const readDescription = async () => (made ??= describe((await deps.site.index()).version));
  return new Hono()
    .get('/api/openapi.json', etag(), async (c) => {
      c.header('cache-control', 'no-cache');
      return c.json(await readDescription());
    })
    .get('/data/api/', etag(), async (c) => {
      const page = await deps.site.page('/data/api/');
      if (page === null) throw new Error('the site has no page /data/api/');
      c.header('cache-control', 'no-cache');
      // This application wrote the document, so its shape is known; only its type is wider.
      return c.html(fillPart(page, 'api', apiDescriptionView((await readDescription()) as ShownDescription)));
    });
}
