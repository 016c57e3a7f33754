// The reply rules and other windows of working days. The application applies them; the site publishes them.
import type { Classification } from './words.ts';

/** The reply windows by classification, and the clause that sets them. */
export interface ReplyRule {
  workingDays: Record<Classification, number>;
  closesAt: string;
  source: string;
  clause: string;
  /** Address of the page on this site that contains the clause. */
  url: string;
  /** True for the site's own rule, which applies where the jurisdiction sets none. */
  isDefault: boolean;
  /** Number of reviewers who must approve a reply (三审三校); none by default. The clock runs during the review. */
  reviewers?: number | undefined;
}

/** A default of the site, in force from `since`; the earliest one also before it. */
export type SiteRule = ReplyRule & { since?: string };

/** A jurisdiction's rule, in force from `since` (`YYYY-MM-DD`, Asia/Shanghai). */
export type DatedRule = ReplyRule & { jurisdiction: string; since: string };

/** A window of working days for the public calculator. */
export interface NamedWindow {
  id: string;
  name: string;
  workingDays: number;
  source: string;
  clause: string;
  /** Address of the point or task on this site that contains the clause; null for a law. */
  url: string | null;
}
