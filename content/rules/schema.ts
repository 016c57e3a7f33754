// The schema of content/rules/*.json: reply rules and other windows of working days, each with its source.
import { z } from 'zod';
import { daySchema } from '../schema.ts';

/** A point or task of a document on this site. */
const documentSourceSchema = z.strictObject({
  document: z.string().regex(/^[a-z]+-\d{4}$/),
  part: z.string().regex(/^(points\/\d+-\d+|tasks\/\d+)$/),
  /** The citation for the reader: number and part of the document. */
  cited: z.string().min(1),
});

/** A law's full name, without 《》, and the article. */
const lawSourceSchema = z.strictObject({
  law: z.string().regex(/^[^《》]+$/),
  article: z.string().regex(/^第[一二三四五六七八九十百]+条/),
});

/** A rule that the site itself sets; pages label it as such. */
const siteSourceSchema = z.strictObject({ site: z.string().min(1) });

export const ruleSourceSchema = z.union([documentSourceSchema, lawSourceSchema, siteSourceSchema]);

const replySchema = z.strictObject({
  /** Working days per classification. */
  workingDays: z.strictObject({ simple: z.int().min(1), standard: z.int().min(1) }),
  /** End of a working day: `24:00`, or the closing hour if the rule sets one (《民法典》第二百零三条). */
  closesAt: z.string().regex(/^(24:00|([01]\d|2[0-3]):[0-5]\d)$/),
  source: ruleSourceSchema,
  /** The verbatim clause. */
  clause: z.string().min(1),
});

const windowSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  name: z.string().min(1),
  workingDays: z.int().min(1),
  source: ruleSourceSchema,
  clause: z.string().min(1),
});

const windows = z.array(windowSchema).default([]);

/** In force from this day on. Comments follow the rule of their day of receipt. */
const since = daySchema;

/** Rules of the entire site. The reply rule applies to jurisdictions without their own. */
const siteRulesSchema = z.strictObject({
  jurisdiction: z.null(),
  reply: replySchema.extend({ since }).optional(),
  windows,
});

const placeRulesSchema = z.strictObject({
  jurisdiction: z.string().regex(/^[a-z]+$/),
  reply: replySchema
    .extend({
      since,
      /** Number of reviewers who must approve a reply (三审三校); none by default. The clock runs during the review. */
      reviewers: z.int().min(0).max(2).optional(),
    })
    .optional(),
  windows,
});

export const ruleFileSchema = z.union([siteRulesSchema, placeRulesSchema]);

export type RuleSource = z.infer<typeof ruleSourceSchema>;
export type RuleFile = z.infer<typeof ruleFileSchema>;
