// The reply-window calculator: any receipt, window and closing hour.
import { z } from './zod.ts';

/** `2026-09-30T23:59` from a browser's date field, or typed with a space. Asia/Shanghai. */
const localTimePattern = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)$/u;

/** @returns milliseconds UTC, or null for a time or day that does not exist */
function parseShanghaiTime(text: string): number | null {
  const match = localTimePattern.exec(text.trim());
  if (!match) return null;
  const iso = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:00.000`;
  const time = Date.parse(`${iso}+08:00`);
  // Date parsing turns 31 February into 3 March and 24:00 into the next day. Reject values that do not round-trip.
  const isValid = !Number.isNaN(time) && new Date(Date.parse(`${iso}Z`)).toISOString() === `${iso}Z`;
  return isValid ? time : null;
}

/** The longest window that a rule is likely to set. */
const maxWorkingDays = 90;

export const clockFields = ['received', 'window', 'days', 'closes'] as const;

export const clockQuerySchema = z
  .object({
    received: z.string({ error: '请填写收到的日期和时间' }).transform((text, context) => {
      const time = parseShanghaiTime(text);
      if (time !== null) return time;
      context.addIssue({ code: 'custom', message: '请填写收到的日期和时间，如 2026-09-30 23:59' });
      return z.NEVER;
    }),
    /** Id of a named window, or `other`. */
    window: z.string({ error: '请选择一种时限' }),
    days: z.string().optional(),
    closes: z.enum(['24:00', '18:00', '17:30', '17:00'], { error: '请选择当天几点截止' }).default('24:00'),
  })
  .transform((query, context) => {
    if (query.window !== 'other') return { ...query, days: null };
    const days = Number(query.days);
    if (Number.isInteger(days) && days >= 1 && days <= maxWorkingDays) return { ...query, days };
    context.addIssue({ code: 'custom', path: ['days'], message: `请填写 1 到 ${maxWorkingDays} 的整数` });
    return z.NEVER;
  });
