// The built site: static files behind the interface of the edge's assets binding.
import { type SiteIndex, siteIndexSchema } from '../contract/subject.ts';

/** The built site. */
export interface Site {
  /** Serves a static file, or the site's 404 page. */
  serve(request: Request): Promise<Response>;
  /** @returns the HTML of a built page, or null if there is none */
  page(path: string): Promise<string | null>;
  /** The subjects and units of the built site. */
  index(): Promise<SiteIndex>;
}

/** The part of the edge's assets binding that the application uses, with the standard types of fetch. */
export interface Assets {
  /** @param request an address; unlike a Request, it follows redirects */
  fetch(request: Request | string): Promise<Response>;
}

/** @throws Error in one sentence for the operator, instead of a list of schema errors */
function readIndex(text: string | null): SiteIndex {
  try {
    return siteIndexSchema.parse(JSON.parse(text ?? 'null'));
  } catch {
    throw new Error('The built site in dist does not fit this version of the application: run npm ci && npm run build');
  }
}

export function createSite(assets: Assets): Site {
  let index: ReturnType<Site['index']> | undefined;
  const readAsset = async (path: string) => {
    const response = await assets.fetch(`https://assets${path}`);
    return response.ok ? response.text() : null;
  };
  return {
    async serve(request) {
      const response = await assets.fetch(request);
      return new Response(response.body, response); // makes its headers mutable
    },
    page: readAsset,
    index() {
      // Cached, because it does not change within a deployment.
      index ??= readAsset('/data/site-index.json').then(readIndex);
      index.catch(() => {
        index = undefined;
      });
      return index;
    },
  };
}
