// Opens a test office for tests of the queue.
import type { QueuePage } from '../../api/contract/queue.ts';
import { openTestOffice } from './office.ts';

export const assignToCivilAffairs = { move: 'assign', unit: 'minzhengju' } as const;
export const assignToEducation = { move: 'assign', unit: 'jiaotiju' } as const;
export const urge = { move: 'urge', reason: '明天到期，请今天答复' } as const;

/** A desk clerk, a unit clerk, and helpers that query the queue. */
export async function openDesk() {
  const office = await openTestOffice();
  const desk = await office.signIn('desk');
  const clerk = await office.signIn('minzheng');
  const page = async (query: string, who = desk) => (await who.get(`/api/queue${query}`)).json<QueuePage>();
  const titles = async (query: string, who = desk) => (await page(query, who)).items.map(({ title }) => title);
  return { ...office, desk, clerk, page, titles };
}
