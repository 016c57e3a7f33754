// The built site as the application sees it: files behind a binding that answers requests.
import { type SiteIndex, siteIndexSchema } from '../contract/subject.ts';

/** The built site beside the API. */
export interface Site {
  /** Responds with a built file, or with the site's 404 page. */
  serve(request: Request): Promise<Response>;
  /** @returns the HTML of a built page, or null if there is none */
  page(path: string): Promise<string | null>;
  /** The subjects and units that the built site has. */
  index(): Promise<SiteIndex>;
}

/** The part of the edge's assets binding that we use, in the standard types of fetch. */
export interface Assets {
  /** @param request a bare address follows redirects */
  fetch(request: Request | string): Promise<Response>;
}

/** @throws Error in one sentence: the operator reads it at startup, and a list of schema errors would not help */
function readIndex(text: string | null): SiteIndex {
  try {
    return siteIndexSchema.parse(JSON.parse(text ?? 'null'));
  } catch {
    throw new Error('The built site in dist does not fit this version of the application: run npm ci && npm run build');
  }
}

export function createSite(assets: Assets): Site {
  let index: ReturnType<Site['index']> | undefined;
  const read = async (path: string) => {
    const response = await assets.fetch(`https://assets${path}`);
    return response.ok ? response.text() : null;
  };
  return {
    async serve(request) {
      const response = await assets.fetch(request);
      return new Response(response.body, response); // makes its headers mutable
    },
    page: read,
    index() {
      // It never changes within a deployment, so each server or isolate reads it once.
      index ??= read('/data/site-index.json').then(readIndex);
      index.catch(() => {
        index = undefined;
      });
      return index;
    },
  };
}
