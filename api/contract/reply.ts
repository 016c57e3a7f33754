// A reply before it is sent: its text, and the placeholders of a template.
import { typedText } from './text.ts';
import { z } from './zod.ts';

/** A template's placeholder: `【填写：办理情况】`; other bracketed words are the clerk's own. */
const placeholder = /【(?:填写[^】]*|[…\s]*)】/gu;

export const listPlaceholders = (text: string): string[] => text.match(placeholder) ?? [];
export const dropPlaceholders = (text: string): string => text.replace(placeholder, '');

export const replyTemplateSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Contains at least one placeholder. */
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

/** Maximum number of similar comments named in one warning. */
export const maxAlikeShown = 20;

/** Receipt codes from an earlier warning. By sending them, the clerk confirms that the reply is for this comment. */
export const alikeSeenSchema = z.array(z.string().max(40)).max(maxAlikeShown).default([]);

/** A draft in review, or sent back. */
export const draftViewSchema = z.object({
  text: z.string(),
  unit: z.string(),
  at: z.iso.datetime(),
  /** Why the reply is corrected; empty for a first reply. */
  reason: z.string(),
  isInReview: z.boolean(),
  /** How many reviewers have approved it. */
  passed: z.int(),
  /** Why it was last sent back; empty if it was not. */
  sentBack: z.string(),
});

export type ReplyTemplate = z.infer<typeof replyTemplateSchema>;
export type DraftView = z.infer<typeof draftViewSchema>;
