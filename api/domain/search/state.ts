// Query, filters and sort order of a search. The address holds all of them, so that a search can be shared and saved.

export const filterNames = ['place', 'year', 'unit', 'kind'] as const;

export type Filters = Partial<Record<(typeof filterNames)[number], string>>;

export interface SearchState {
  query: string;
  /** Active filters only. */
  filters: Filters;
  isByDate: boolean;
  /** True to search the typed words alone: no correction and no other words. */
  isVerbatim: boolean;
}

export function readState(parameters: URLSearchParams): SearchState {
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = parameters.get(name);
    if (value) filters[name] = value;
  }
  return {
    query: (parameters.get('q') ?? '').trim(),
    filters,
    isByDate: parameters.get('sort') === 'date',
    isVerbatim: parameters.get('words') === 'typed',
  };
}

/** `?q=养老&place=mouxian`; inactive filters are omitted. */
export function writeState({ query, filters, isByDate, isVerbatim }: SearchState): string {
  const parameters = new URLSearchParams({ q: query });
  for (const name of filterNames) if (filters[name]) parameters.set(name, filters[name]);
  if (isByDate) parameters.set('sort', 'date');
  if (isVerbatim) parameters.set('words', 'typed');
  return `?${parameters}`;
}
