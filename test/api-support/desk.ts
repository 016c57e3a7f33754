// An office as its desk sees it, for tests of the queue.
import type { QueuePage } from '../../api/contract/queue.ts';
import { openOffice } from './office.ts';

export const toCivilAffairs = { move: 'assign', unit: 'minzhengju' } as const;
export const toEducation = { move: 'assign', unit: 'jiaotiju' } as const;
export const urge = { move: 'urge', reason: '明天到期，请今天答复' } as const;

/** An office with two clerks of the desk's queue, and the titles that a question finds. */
export async function openDesk() {
  const office = await openOffice();
  const desk = await office.signIn('desk');
  const clerk = await office.signIn('minzheng');
  const page = async (query: string, who = desk) => (await who.get(`/api/queue${query}`)).json<QueuePage>();
  const titles = async (query: string, who = desk) => (await page(query, who)).items.map(({ title }) => title);
  return { ...office, desk, clerk, page, titles };
}
