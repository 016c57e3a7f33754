// By what a search can be narrowed and sorted. It all stands in the address, so that a search can be sent and kept.

import type { Unit } from '../../../content/schema.ts';

export const kindWords = {
  document: '文件',
  point: '要点',
  task: '任务',
  unit: '责任单位',
  topic: '主题',
  answer: '答复',
} as const;

export type Kind = keyof typeof kindWords;

/** What an index says of the published answers in it: `/pagefind/answers.json`. */
export interface AnswersIndexed {
  count: number;
  /** The instant at which they were taken in. */
  at: string;
}

/** A unit's id is read within its jurisdiction. */
export const unitValue = (jurisdiction: string, { id }: Unit): string => `${jurisdiction}/${id}`;

export const filterNames = ['place', 'year', 'unit', 'kind'] as const;

export interface SearchState {
  query: string;
  /** Only those that are set. */
  filters: Partial<Record<(typeof filterNames)[number], string>>;
  isByDate: boolean;
}

export function readState(parameters: URLSearchParams): SearchState {
  const filters: SearchState['filters'] = {};
  for (const name of filterNames) {
    const value = parameters.get(name);
    if (value) filters[name] = value;
  }
  return { query: (parameters.get('q') ?? '').trim(), filters, isByDate: parameters.get('sort') === 'date' };
}

/** `?q=养老&place=guanxian`; what is not set is not written. */
export function writeState({ query, filters, isByDate }: SearchState): string {
  const parameters = new URLSearchParams({ q: query });
  for (const name of filterNames) if (filters[name]) parameters.set(name, filters[name]);
  if (isByDate) parameters.set('sort', 'date');
  return `?${parameters}`;
}
