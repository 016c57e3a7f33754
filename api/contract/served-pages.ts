// Every address that the application serves outside /api/, and whether search engines may list it. Tests check the
// edge's routes (wrangler.toml), the choice of D1 replicas, the site map and `noindex` against this table.
// domain/access/access.ts lists the routes of the API.

/**
 * `listed`: indexed, and in the site map. `indexed`: indexed, but found through links only. `hidden`: not indexed, because
 * it belongs to one visitor or to staff.
 */
export type SearchVisibility = 'listed' | 'indexed' | 'hidden';

/**
 * `none`: no database. `replica`: a read-only page, for which a copy that lags by seconds suffices.
 * `primary`: the page writes, exports, verifies the record, or shows a resident's own comment.
 */
export type RecordAccess = 'none' | 'replica' | 'primary';

interface ServedBase {
  methods: readonly ('GET' | 'POST')[];
  record: RecordAccess;
}

/** Pages and forms are for people. The OpenAPI document describes the addresses for programs. */
export type ServedPage = ServedBase & ({ for: 'people'; search: SearchVisibility } | { for: 'programs' });

/** Keyed by route pattern; `:name` matches one segment. */
export const servedPages = {
  '/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  '/answers/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
  // The desk publishes answers after the build, so the site map cannot list them.
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
  '/data/arrivals.csv': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/arrivals.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/commitments.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/figures.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/head.json': { for: 'programs', methods: ['GET'], record: 'replica' },
  '/data/ledger.csv': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/ledger.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/seals.csv': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/witnessed.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/data/witnesses.json': { for: 'programs', methods: ['GET'], record: 'primary' },
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
  '/follow/choose/': { for: 'people', methods: ['GET'], record: 'primary', search: 'hidden' },
  '/follow/data.json': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/follow/due.ics': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/follow/forget/': { for: 'people', methods: ['POST'], record: 'none', search: 'hidden' },
  '/follow/moves/': { for: 'people', methods: ['POST'], record: 'primary', search: 'hidden' },
  '/follow/receipt/': { for: 'people', methods: ['GET'], record: 'primary', search: 'hidden' },
  '/follow/result/': { for: 'people', methods: ['GET'], record: 'primary', search: 'hidden' },
  '/healthz': { for: 'programs', methods: ['GET'], record: 'none' },
  '/metrics': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/readyz': { for: 'programs', methods: ['GET'], record: 'primary' },
  '/search/': { for: 'people', methods: ['GET'], record: 'replica', search: 'indexed' },
  '/topics/:topic/': { for: 'people', methods: ['GET'], record: 'none', search: 'listed' },
  '/units/:jurisdiction/:unit/': { for: 'people', methods: ['GET'], record: 'replica', search: 'listed' },
} as const satisfies Record<string, ServedPage>;

/** Static pages with another setting than `listed`; `*` matches the rest of the path. */
const builtPages: Record<string, SearchVisibility> = {
  '/404/': 'hidden',
  '/ask/preview/': 'hidden',
  '/error/': 'hidden',
  '/staff/*': 'hidden',
};

/** Strips the regular expressions from a route's parameters: `:number{[1-9]}` becomes `:number`. */
export const stripParameterPatterns = (pattern: string): string => pattern.replace(/(:\w+)\{[^}]*\}/gu, '$1');

const createMatcher = (pattern: string) =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/:\w+/gu, '[^/]+').replace('*', '.*')}$`, 'u');

const compiledPages = Object.entries<ServedPage>(servedPages).map(([pattern, page]) => ({
  pattern,
  matcher: createMatcher(pattern),
  ...page,
}));

export const findServedPage = (path: string): ServedPage | undefined =>
  compiledPages.find(({ matcher }) => matcher.test(path));

/** The table's rows by method and path, such as `GET /ask/`, for tests and the API description. */
export const servedRoutes = compiledPages.flatMap(({ methods, ...page }) =>
  methods.map((method) => ({ ...page, route: `${method} ${page.pattern}` })),
);

/** Whether a replica may serve the request. Addresses outside the table use the primary. */
export function mayReadReplica(method: string, path: string): boolean {
  const isReadMethod = method === 'GET' || method === 'HEAD';
  return isReadMethod && findServedPage(path)?.record === 'replica';
}

const visibilityRules = [
  ...Object.entries(builtPages).map(([pattern, search]) => ({ matcher: createMatcher(pattern), search })),
  ...compiledPages.flatMap((page) => (page.for === 'people' ? [{ matcher: page.matcher, search: page.search }] : [])),
];

/** @param path of a static page, with a trailing slash */
export const findSearchVisibility = (path: string): SearchVisibility =>
  visibilityRules.find(({ matcher }) => matcher.test(path))?.search ?? 'listed';
