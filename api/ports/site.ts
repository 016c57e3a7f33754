// The built site as the application sees it: files behind a binding that answers requests.
import { type SiteIndex, siteIndexSchema } from '../contract/subject.ts';

/** The built site beside the API. */
export interface Site {
  /** Answers with a built file, or the site's 404 page. */
  serve(request: Request): Promise<Response>;
  /** @returns the HTML of a built page, or null where there is none */
  page(path: string): Promise<string | null>;
  /** Which subjects and units the built site has. */
  index(): Promise<SiteIndex>;
}

/** The part of the edge's assets binding that is used, in the standard types of fetch. */
export interface Assets {
  /** @param request an address alone is followed to where it leads */
  fetch(request: Request | string): Promise<Response>;
}

/** @throws Error in one sentence: who started the server reads it, and a list of what the schema misses helps nobody */
function readIndex(text: string | null): SiteIndex {
  try {
    return siteIndexSchema.parse(JSON.parse(text ?? 'null'));
  } catch {
    throw new Error('The built site in dist does not fit this version of the application: run npm ci && npm run build');
  }
}

export function siteFrom(assets: Assets): Site {
  let index: ReturnType<Site['index']> | undefined;
  const read = async (path: string) => {
    const response = await assets.fetch(`https://assets${path}`);
    return response.ok ? response.text() : null;
  };
  return {
    async serve(request) {
      const response = await assets.fetch(request);
      return new Response(response.body, response); // its headers can be added to
    },
    page: read,
    index() {
      // Built once and never changed within a deployment, so it is read once a server or isolate.
      index ??= read('/data/site-index.json').then(readIndex);
      index.catch(() => {
        index = undefined;
      });
      return index;
    },
  };
}
