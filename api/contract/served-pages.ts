// Every address that the application serves outside /api/, and whether search engines may list it. The edge's list of
// addresses (wrangler.toml), the choice of D1 replicas, the site map and `noindex` are derived from this table or checked
// against it: test/api/served-pages.test.ts, test/unit/served-pages.test.ts. Routes of the API: domain/access/access.ts.

/**
 * `listed`: indexed, and in the site map. `indexed`: reachable through links only. `hidden`: not for search engines, because
 * it belongs to one visitor or to staff.
 */
export type Search = 'listed' | 'indexed' | 'hidden';

/**
 * `none`: no database. `replica`: a copy that lags by seconds suffices, because the page is only read.
 * `primary`: the record itself, for whatever proves, follows, exports or writes.
 */
export type RecordAccess = 'none' | 'replica' | 'primary';

interface Served {
  methods: readonly ('GET' | 'POST')[];
  record: RecordAccess;
}

/** Pages and their forms are for people; addresses for programs are described in the OpenAPI document. */
export type ServedPage = Served & ({ for: 'people'; search: Search } | { for: 'programs' });

/** Keyed by route pattern; `:name` matches one segment. */
export const servedPages = {
  '/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  '/answers/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  // Published while the site is served, after the site map was built.
  '/answers/:receiptCode/': { for: 'people', methods: ['GET'], record: 'replica', search: 'indexed' },
  '/answers/:receiptCode/files/:number': { for: 'programs', methods: ['GET'], record: 'replica' },
  '/ask/': { for: 'people', methods: ['GET', 'POST'], record: 'primary', search: 'indexed' },
  '/ask/choose/': { for: 'people', methods: ['GET'], record: 'none', search: 'indexed' },
  '/care/': { for: 'people', methods: ['POST'], record: 'none', search: 'hidden' },
  '/care/choice.css': { for: 'people', methods: ['GET'], record: 'none', search: 'hidden' },
  '/clock/': { for: 'people', methods: ['GET'], record: 'none', search: 'listed' },
  '/commitments/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  '/commitments/look-back/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  '/commitments/look-back/:document/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  '/data/answers.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/api/': { for: 'people', methods: ['GET'], record: 'none', search: 'listed' },
  '/data/commitments.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/figures.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/ledger.csv': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/ledger.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/documents/:document/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  '/documents/:document/points/:point/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  '/documents/:document/tasks/:row/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  '/feeds/answers.xml': { for: 'programs', methods: ['GET'], record: 'replica' },
  '/feeds/tasks/:document/:file': { for: 'programs', methods: ['GET'], record: 'replica' },
  '/feeds/units/:place/:file': { for: 'programs', methods: ['GET'], record: 'replica' },
  '/figures/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  '/figures/list/': { for: 'people', methods: ['GET'], record: 'replica', search: 'hidden' },
  '/follow/': { for: 'people', methods: ['POST'], record: 'primary', search: 'indexed' },
  '/follow/ask/': { for: 'people', methods: ['POST'], record: 'primary', search: 'hidden' },
  '/follow/data.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/follow/due.ics': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/follow/forget/': { for: 'people', methods: ['POST'], record: 'none', search: 'hidden' },
  '/follow/moves/': { for: 'people', methods: ['POST'], record: 'primary', search: 'hidden' },
  '/follow/receipt/': { for: 'people', methods: ['GET'], record: 'primary', search: 'hidden' },
  '/follow/result/': { for: 'people', methods: ['GET'], record: 'primary', search: 'hidden' },
  '/healthz': { for: 'programs', methods: ['GET'], record: 'none' },
  '/metrics': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/readyz': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/topics/:topic/': { for: 'people', methods: ['GET'], record: 'none', search: 'listed' },
  '/units/:jurisdiction/:unit/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
} as const satisfies Record<string, ServedPage>;

/** Built pages that the application does not serve; `*` matches the rest. All other built pages are listed. */
const builtPages: Record<string, Search> = {
  '/404/': 'hidden',
  '/ask/preview/': 'hidden',
  '/error/': 'hidden',
  '/search/': 'indexed',
  '/staff/*': 'hidden',
};

/** A route's pattern without its parameters' checks: `:number{[1-9]}` becomes `:number`. */
export const plainPattern = (pattern: string): string => pattern.replace(/(:\w+)\{[^}]*\}/gu, '$1');

const matcherOf = (pattern: string) =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/:\w+/gu, '[^/]+').replace('*', '.*')}$`, 'u');

const served = Object.entries<ServedPage>(servedPages).map(([pattern, page]) => ({
  pattern,
  matcher: matcherOf(pattern),
  ...page,
}));

export const findServed = (path: string): ServedPage | undefined => served.find(({ matcher }) => matcher.test(path));

/** Rows of the table, for tests and descriptions: `GET /ask/`. */
export const servedRoutes = served.flatMap(({ methods, ...page }) =>
  methods.map((method) => ({ ...page, route: `${method} ${page.pattern}` })),
);

/** Whether a replica may serve a request; addresses not in the table use the primary. */
export function mayReadReplica(method: string, path: string): boolean {
  const isReading = method === 'GET' || method === 'HEAD';
  return isReading && findServed(path)?.record === 'replica';
}

const searches = [
  ...Object.entries(builtPages).map(([pattern, search]) => ({ matcher: matcherOf(pattern), search })),
  ...served.flatMap((page) => (page.for === 'people' ? [{ matcher: page.matcher, search: page.search }] : [])),
];

/** @param path of a built page, with a trailing slash */
export const searchOf = (path: string): Search =>
  searches.find(({ matcher }) => matcher.test(path))?.search ?? 'listed';
