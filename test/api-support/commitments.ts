// Helpers for recording progress on tasks: two tasks, two records, and ways to send and read them.
import type { NewRecordInput, StaffCommitment } from '../../api/contract/commitment.ts';
import { openTestOffice, shanghai } from './office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;
type Clerk = Awaited<ReturnType<Office['signIn']>>;

/** 冠县 17 belongs to 县民政局 and others and has no date. 平阴 13 belongs to 县司法局 and is due at the end of June 2023. */
export const undatedTask = 'guanxian-2021/17';
export const datedTask = 'pingyin-2023/13';
export const progress = { status: 'in-progress', on: '2023-05-01', text: '正在编制目录', link: '' } as const;
export const result = {
  status: 'finished',
  on: '2023-06-30',
  text: '目录已经公开',
  link: 'https://example.org/list',
} as const;

let keys = 0;
export const makeKey = () => String(++keys).padStart(32, '0');
export const recordProgress = (clerk: Clerk, task: string, version: number, fact: NewRecordInput, key = makeKey()) =>
  clerk.post(`/api/commitments/${task}/records`, { version, key, record: fact });
export const readCommitment = async (clerk: Clerk, task: string) =>
  (await clerk.get(`/api/commitments/${task}`)).json<StaffCommitment>();
export const readTaskPage = async (office: Office, task: string) =>
  (await office.request(`/documents/${task.replace('/', '/tasks/')}/`)).text();

export async function openOfficeOn(day: string) {
  const office = await openTestOffice();
  office.clock.now = shanghai(`${day}T09:00`);
  return office;
}
