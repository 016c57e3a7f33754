// Kinds of pages and values of filters.
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
