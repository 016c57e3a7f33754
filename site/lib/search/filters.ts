// Filters and sort order of a search. The address holds all of them, so that a search can be shared and saved.

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

/** A unit's id is unique within its jurisdiction. */
export const unitValue = (jurisdiction: string, { id }: Unit): string => `${jurisdiction}/${id}`;

export const filterNames = ['place', 'year', 'unit', 'kind'] as const;

export interface SearchState {
  query: string;
  /** Active filters only. */
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

/** `?q=养老&place=mouxian`; inactive filters are omitted. */
export function writeState({ query, filters, isByDate }: SearchState): string {
  const parameters = new URLSearchParams({ q: query });
  for (const name of filterNames) if (filters[name]) parameters.set(name, filters[name]);
  if (isByDate) parameters.set('sort', 'date');
  return `?${parameters}`;
}
