// A reply before it is sent: its words, and what a template leaves to be filled in.
import { typedText } from './text.ts';
import { z } from './zod.ts';

/** What a template asks for, `【填写：办理情况】`; other words in such brackets are the clerk's own. */
const placeholder = /【(?:填写[^】]*|[…\s]*)】/gu;

export const listPlaceholders = (text: string): string[] => text.match(placeholder) ?? [];
export const dropPlaceholders = (text: string): string => text.replace(placeholder, '');

export const replyTemplateSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** With at least one place to be filled in. */
  text: z.string().refine((text) => listPlaceholders(text).length > 0),
});

export const replyTextSchema = typedText({
  min: 5,
  max: 5000,
  tooShort: '请填写答复内容，至少 5 个字',
  tooLong: '答复不超过 5000 个字',
}).refine((text) => listPlaceholders(text).length === 0, {
  error: ({ input }) => `模板里还有没填的地方：${listPlaceholders(String(input)).join('')}，请改好再发`,
});

/** Comments answered alike that are named in one warning at most. */
export const alikeShown = 20;

/** Receipt codes that the clerk was warned of, and says that the reply is for this comment all the same. */
export const alikeSeenSchema = z.array(z.string().max(40)).max(alikeShown).default([]);

/** A draft that waits for review, or that was sent back. */
export const draftViewSchema = z.object({
  text: z.string(),
  unit: z.string(),
  at: z.iso.datetime(),
  /** Why the reply is corrected; empty for a first reply. */
  reason: z.string(),
  isInReview: z.boolean(),
  /** How many passed it so far. */
  passed: z.int(),
  /** Why it was sent back last; empty where it was not. */
  sentBack: z.string(),
});

export type ReplyTemplate = z.infer<typeof replyTemplateSchema>;
export type DraftView = z.infer<typeof draftViewSchema>;
