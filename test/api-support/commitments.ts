// What clerks record about tasks in the tests: two tasks, two records, and how they are sent and read.
import type { NewRecordInput, StaffCommitment } from '../../api/contract/commitment.ts';
import { openOffice, shanghai } from './office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;
type Clerk = Awaited<ReturnType<Office['signIn']>>;

/** 冠县 17 is of 县民政局 and others, without a date; 平阴 13 is of 县司法局, due at the end of June 2023. */
export const undated = 'guanxian-2021/17';
export const dated = 'pingyin-2023/13';
export const progress = { status: 'in-progress', on: '2023-05-01', text: '正在编制目录', link: '' } as const;
export const result = {
  status: 'finished',
  on: '2023-06-30',
  text: '目录已经公开',
  link: 'https://example.org/list',
} as const;

let keys = 0;
export const makeKey = () => String(++keys).padStart(32, '0');
export const record = (clerk: Clerk, task: string, version: number, fact: NewRecordInput, key = makeKey()) =>
  clerk.post(`/api/commitments/${task}/records`, { version, key, record: fact });
export const read = async (clerk: Clerk, task: string) =>
  (await clerk.get(`/api/commitments/${task}`)).json<StaffCommitment>();
export const pageOf = async (office: Office, task: string) =>
  (await office.request(`/documents/${task.replace('/', '/tasks/')}/`)).text();

export async function openOnDay(day: string) {
  const office = await openOffice();
  office.clock.now = shanghai(`${day}T09:00`);
  return office;
}
