// Judges the site's health for its operators: state, finding and remedy. Pure.
import type { StatusItem } from '../../contract/status.ts';
import { type Day, dayInShanghai, daysBetween } from '../clock/calendar.ts';
import { formatInstant } from '../clock/window-words.ts';

export const jobNames = ['upkeep', 'notes', 'reminders', 'witnesses', 'backup'] as const;
export type JobName = (typeof jobNames)[number];

/** Instants are milliseconds UTC; null for never. */
export interface JobOutcome {
  succeededAt: number | null;
  failedAt: number | null;
  note: string;
}

export const neverRan: JobOutcome = { succeededAt: null, failedAt: null, note: '' };

const hourMs = 3_600_000;

/** Longest time without success, in milliseconds. Frequent jobs may fail once; a daily backup may be two hours late. */
const jobRules: Record<JobName, { title: string; maxAgeMs: number; todo: string }> = {
  backup: { title: '备份', maxAgeMs: 26 * hourMs, todo: '请让运维人员运行 npm run backup，并检查每天的定时任务。' },
  upkeep: { title: '每小时维护', maxAgeMs: 2 * hourMs, todo: '请检查定时任务：台账封存、到期抹去和催办计划都靠它。' },
  notes: { title: '发送通知', maxAgeMs: hourMs / 2, todo: '请检查定时任务：留言人的通知没有发出。' },
  witnesses: { title: '外部见证', maxAgeMs: 26 * hourMs, todo: '请检查 WITNESSES 里的地址通不通；每小时会再试。' },
  reminders: { title: '发送催办', maxAgeMs: hourMs / 2, todo: '请检查定时任务：催办没有发出。' },
};

const formatTime = (instant: number) => formatInstant(new Date(instant).toISOString());

export function judgeJob(name: JobName, { succeededAt, failedAt, note }: JobOutcome, now: number): StatusItem {
  const { title, maxAgeMs, todo } = jobRules[name];
  const about = { id: name, title };
  const hasFailed = failedAt !== null && failedAt > (succeededAt ?? 0);
  const last = succeededAt === null ? '还没有成功过' : `上次成功 ${formatTime(succeededAt)}`;
  const failure = hasFailed ? `；${formatTime(failedAt)} 失败（${note}）` : '';
  const detail = !hasFailed && note ? `，${note}` : '';
  const isLate = succeededAt === null || now - succeededAt > maxAgeMs;
  const found = `${last}${detail}${failure}`;
  if (isLate) return { ...about, state: 'problem', found, todo };
  if (hasFailed) return { ...about, state: 'attention', found, todo: `请看日志里的原因。${todo}` };
  return { ...about, state: 'fine', found, todo: '' };
}

/** D1's own history and its limits (Cloudflare D1, Time Travel). */
const history = 'D1 自带 30 天历史（免费套餐 7 天），附件（R2）不在其中';
/** In milliseconds. One copy a month suffices, because D1's own history covers 30 days. */
const maxExportAgeMs = 31 * 24 * hourMs;

/**
 * Judges exports from the edge platform, which keeps the database's history inside the account. At worst `attention`,
 * because a missing external copy is not yet a loss.
 *
 * @param facts of the last `npm run export`
 */
export function judgeHistory({ succeededAt, failedAt, note }: JobOutcome, now: number): StatusItem {
  const about = { id: 'backup', title: '备份' };
  const isPartial = failedAt !== null && failedAt > (succeededAt ?? 0);
  const at = isPartial ? failedAt : succeededAt;
  const last = at === null ? '还没有导出过' : `上次导出 ${formatTime(at)}，${note}`;
  const found = `${history}；${last}`;
  if (!isPartial && succeededAt !== null && now - succeededAt <= maxExportAgeMs) {
    return { ...about, state: 'fine', found, todo: '' };
  }
  const todo = '请运维人员每月复制一次附件，再运行 npm run export，另存一处（见运维手册“Cloudflare上的备份”）。';
  return { ...about, state: 'attention', found, todo };
}

export interface CalendarFacts {
  announcedThrough: number;
  /** Number of open comments whose window ends in a year without a holiday notice. */
  provisional: number;
}

/** Month and day. In recent years the notices were published between 25 October and 8 December. */
const noticeExpectedFrom = '11-01';

export function judgeCalendar({ announcedThrough, provisional }: CalendarFacts, now: number): StatusItem {
  const today = dayInShanghai(now);
  const year = Number(today.slice(0, 4));
  const about = { id: 'calendar', title: '工作日历' };
  const todo = '通知公布后，请运行 npm run calendar 取入并重新部署；在办件的期限会自动重算。';
  const waiting = provisional > 0 ? `；${provisional} 件在办留言的期限为暂定` : '';
  if (announcedThrough < year) {
    return { ...about, state: 'problem', found: `${year} 年的放假安排没有取入${waiting}`, todo };
  }
  if (announcedThrough > year) return { ...about, state: 'fine', found: `${year + 1} 年的放假安排已取入`, todo: '' };
  const isExpected = today.slice(5) >= noticeExpectedFrom;
  const found = `${year + 1} 年的放假安排还没有取入${waiting}`;
  if (isExpected || provisional > 0) return { ...about, state: 'attention', found, todo };
  return {
    ...about,
    state: 'fine',
    found: `${year} 年的放假安排已取入，${year + 1} 年的一般在 11 月前后公布`,
    todo: '',
  };
}

/** Deliveries that failed at least once and will be retried. */
export interface StuckFacts {
  notes: number;
  reminders: number;
  /** Maximum counted per kind. */
  lookedAt: number;
  /** First attempt of the oldest delivery, in milliseconds UTC; null if there is none. */
  oldest: number | null;
}

/** In milliseconds. A day without delivery is a problem; the first delivery fails for good only hours later. */
const maxStuckMs = 24 * hourMs;

/** A length of time in words. */
export function formatWait(milliseconds: number): string {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000));
  return minutes < 60 ? `${minutes} 分钟` : `${Math.floor(minutes / 60)} 小时`;
}

export function judgeNotifier(isDouble: boolean, stuck: StuckFacts, now: number): StatusItem {
  const about = { id: 'notifier', title: '通知渠道' };
  if (isDouble) {
    const todo = '请设置 MAIL_URL、SMS_URL 或 OFFICE_URL；自己的服务器也可以用 SMTP_HOST（见运维手册“通知和提醒”）。';
    return { ...about, state: 'problem', found: '还没有接入：谁也收不到通知和催办', todo };
  }
  const { notes, reminders, lookedAt, oldest } = stuck;
  if (oldest === null) return { ...about, state: 'fine', found: '已接入', todo: '' };
  const count = (n: number) => `${n} 件${n >= lookedAt ? '以上' : ''}`;
  const waitedMs = now - oldest;
  return {
    ...about,
    state: waitedMs > maxStuckMs ? 'problem' : 'attention',
    found: `已接入；两次以上没有发出：通知 ${count(notes)}，催办 ${count(reminders)}，最早的已等 ${formatWait(waitedMs)}`,
    todo: '会继续重发。请检查短信、邮件或群机器人的设置，并问服务商是否正常。',
  };
}

export function judgeFailures(notes: number, reminders: number): StatusItem {
  const about = { id: 'failures', title: '两周内发送失败的' };
  if (notes + reminders === 0) return { ...about, state: 'fine', found: '没有', todo: '' };
  const todo = '这些已停止重发：请另行联系，见下表；并检查短信、邮件或群机器人的设置。';
  return { ...about, state: 'problem', found: `通知 ${notes} 件，催办 ${reminders} 件`, todo };
}

/** The data that each secret protects. Lists only secrets that can be tested against stored data. */
const secretUses = { CONTACT_KEY: '姓名和联系方式', AUTH_SECRET: '动态口令' } as const;
export type SecretName = keyof typeof secretUses;

/** @param wrong secrets that cannot decrypt the stored data */
export function judgeSecrets(wrong: SecretName[]): StatusItem {
  const about = { id: 'secrets', title: '密钥' };
  if (wrong.length === 0) return { ...about, state: 'fine', found: '库里已存的打得开', todo: '' };
  const found = wrong.map((name) => `${name} 打不开库里已存的${secretUses[name]}`).join('；');
  const todo =
    '多半是恢复备份以后填的不是原来的密钥：请换回另存的那一个，再重启。有意更换过 AUTH_SECRET 的，请给绑定过动态口令的账号重新生成链接。';
  return { ...about, state: 'problem', found, todo };
}

/** @param faults sentences that name each edited file and the remedy */
export function judgeRules(faults: readonly string[]): StatusItem {
  const about = { id: 'rules', title: '答复期限的规则和日历' };
  if (faults.length === 0) return { ...about, state: 'fine', found: '与公开记录所用的相同', todo: '' };
  const todo = '恢复以后重新部署；在此之前收不了留言，也办理不了。';
  return { ...about, state: 'problem', found: faults.join(''), todo };
}

/** @param missing names of migrations that the database lacks */
export function judgeMigrations(newest: string, missing: string[]): StatusItem {
  const about = { id: 'migrations', title: '数据库结构' };
  if (missing.length === 0) return { ...about, state: 'fine', found: `已是最新（${newest}）`, todo: '' };
  return { ...about, state: 'problem', found: `缺 ${missing.join('、')}`, todo: '请运行迁移，然后刷新本页。' };
}

/** An inspected column, and the days without an update from which it counts against the site. */
interface ColumnRule {
  id: string;
  title: string;
  /** Start of the counted days. */
  since: string;
  attentionFrom: number;
  problemFrom: number;
  limit: string;
  todo: string;
}

/** 《检查指标》 items B2 to B4 and B8, from the project's notes on standards. */
const columnRules = {
  home: {
    id: 'home',
    title: '首页',
    since: '最近更新',
    attentionFrom: 10,
    problemFrom: 14,
    limit: '两周未更新',
    todo: '请更新文件，或选登答复：首页显示最新的公开答复。',
  },
  documents: {
    id: 'documents',
    title: '文件栏目',
    since: '最近更新',
    attentionFrom: 150,
    problemFrom: 180,
    limit: '政策文件栏目 6 个月未更新',
    todo: '请收录新文件。',
  },
  replies: {
    id: 'replies',
    title: '公开答复',
    since: '最近一次答复并公开',
    attentionFrom: 45,
    problemFrom: 60,
    limit: '公开答复 2 个月未更新',
    todo: '请从已办结、同意公开的留言里选登。',
  },
  waiting: {
    id: 'waiting',
    title: '等得最久的留言',
    since: '收到',
    attentionFrom: 30,
    problemFrom: 75,
    limit: '有效留言超过 3 个月未回应，单项否决',
    todo: '请在「留言办理」里找到它，今天督办。',
  },
} satisfies Record<string, ColumnRule>;

export type ColumnName = keyof typeof columnRules;

/** @param since the last update, or the start of the longest wait; null if there is none */
export function judgeColumn(name: ColumnName, since: number | null, now: number): StatusItem {
  const rule: ColumnRule = columnRules[name];
  const { id, title, todo } = rule;
  const limits = `（检查：${rule.limit}）`;
  if (since === null) {
    const isFine = name === 'waiting';
    const found = isFine ? '没有在办留言' : `还没有过${limits}`;
    return { id, title, state: isFine ? 'fine' : 'attention', found, todo: isFine ? '' : todo };
  }
  const day: Day = dayInShanghai(since);
  const days = Math.max(0, daysBetween(day, dayInShanghai(now)));
  const found = `${rule.since} ${day}，${days === 0 ? '今天' : `已 ${days} 天`}${limits}`;
  if (days >= rule.problemFrom) return { id, title, state: 'problem', found, todo };
  return days >= rule.attentionFrom
    ? { id, title, state: 'attention', found, todo }
    : { id, title, state: 'fine', found, todo: '' };
}
