// The queue's lists: their texts, their keys, and the roles that see them.
import type { QueueList as QueueListName, Staff } from '../../api/contract/queue.ts';
import type { Role } from '../../api/contract/words.ts';

/** Lists in order: short name, heading, text for an empty list, and the key to press after g. */
export const listWords: Record<QueueListName, { name: string; title: string; empty: string; key: string }> = {
  open: {
    name: '待办',
    title: '待办留言，先到期的在前',
    empty: '没有待办的留言。新留言来了会列在这里，先到期的在前。',
    key: 'o',
  },
  overdue: { name: '已超期', title: '已超期的留言，最早到期的在前', empty: '没有超期的留言。', key: 'c' },
  soon: {
    name: '今明到期',
    title: '今天或下一个工作日到期的留言',
    empty: '今天和下一个工作日没有留言到期。',
    key: 's',
  },
  triage: {
    name: '待分办',
    title: '等着分办的留言，退回的在前',
    empty: '没有等着分办的留言，也没有退回的。',
    key: 't',
  },
  review: {
    name: '待审核',
    title: '等着审核的答复，先到期的在前',
    empty: '没有等着审核的答复。送审的更正在「有异议」里。',
    key: 'r',
  },
  helping: {
    name: '协办',
    title: '本单位协办的留言，先到期的在前',
    empty: '没有请本单位协办的留言。',
    key: 'h',
  },
  disputed: {
    name: '有异议',
    title: '留言人认为答非所问，或者不是同一件事，等待处理的留言',
    empty: '没有等待处理的异议。',
    key: 'q',
  },
  closed: { name: '已办结', title: '已办结留言，后办结的在前', empty: '还没有办结的留言。', key: 'p' },
};
export const listNames = Object.keys(listWords) as QueueListName[];
/** Lists that show no count. */
export const uncounted: QueueListName[] = ['open', 'triage', 'review', 'helping', 'closed'];

/** Lists for some roles only: the desk assigns, a reviewer reviews, a unit supports. */
const ownLists: Record<Role, readonly QueueListName[]> = {
  desk: ['triage'],
  unit: ['helping'],
  reviewer: ['review'],
  auditor: [],
  admin: [],
};
const listsOfSome = Object.values(ownLists).flat();

export const isFor = ({ role }: Staff, name: QueueListName) =>
  !listsOfSome.includes(name) || ownLists[role].includes(name);
