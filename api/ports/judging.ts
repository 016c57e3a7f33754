// The rules and calendars of this release, as the record compares them with what it has seen (decision 037).
import type { Day } from '../domain/clock/calendar.ts';

export interface JudgingFile {
  kind: 'rule' | 'calendar';
  /** `mouxian@2021-06-28`; the version of a calendar. */
  identity: string;
  /** The file and how to add to it, for the person who must restore it. */
  file: string;
  /** From this day on it judges; null for a calendar, which judges once it is in force. */
  since: Day | null;
  hash(): Promise<string>;
}

/** What one office's record says of this release's rules and calendars. */
export interface Judging {
  files: readonly JudgingFile[];
  /** Sentences in Chinese: what was edited in place, or is missing. Nothing is recorded while there are any. */
  faults: readonly string[];
  /** True once the files were compared; a home compares them before the first write. */
  isCompared: boolean;
}

export const createJudging = (files: readonly JudgingFile[]): Judging => ({
  files,
  faults: [],
  isCompared: files.length === 0,
});
