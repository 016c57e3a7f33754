// Ranks the units that the desk can assign a comment to: first those named by the task table, then those that handled
// similar comments.
import type { UnitCandidate } from '../../contract/triage.ts';

/** Maximum number of similar comments to examine, newest first. */
export const maxSimilarComments = 300;
/** Age limit in days: older matters may belong to another unit by now. */
export const similarWithinDays = 365;
/** Minimum share of common pairs. Titles are short, and up to half of their pairs may be courtesy words. */
export const minTitleShare = 0.5;

/** A comment, with a unit that handles or handled it. */
export interface HandledComment {
  receiptCode: string;
  unit: string;
}

export interface RankingInput {
  /** The default order. */
  units: { id: string; name: string }[];
  /** Units named by the task table. */
  responsible: string[];
  /** Comments about the same subject. */
  sameSubject: HandledComment[];
  /** Comments with a similar title; may include those about the same subject. */
  alike: HandledComment[];
}

const countFor = (unit: string, comments: HandledComment[]): number =>
  new Set(comments.filter((comment) => comment.unit === unit).map(({ receiptCode }) => receiptCode)).size;

const formatCount = (count: number) => (count >= maxSimilarComments ? `${count} 件以上` : `${count} 件`);

/** Ranks all units, best match first. All except `other` state a reason. */
export function rankUnits({ units, responsible, sameSubject, alike }: RankingInput): UnitCandidate[] {
  const ranked = units.map(({ id, name }) => {
    const sameSubjectCount = countFor(id, sameSubject);
    const count = countFor(id, [...sameSubject, ...alike]);
    const responsibleIndex = responsible.indexOf(id);
    const experience = count > 0 ? [`近一年 ${formatCount(count)}相似留言由它办理`] : [];
    const why = [...(responsibleIndex >= 0 ? ['这一项的责任单位'] : []), ...experience].join('；');
    const rank: UnitCandidate['rank'] = responsibleIndex >= 0 ? 'responsible' : count > 0 ? 'experienced' : 'other';
    return { sameSubjectCount, count, responsibleIndex, candidate: { id, name, rank, why } };
  });
  const order = (rank: UnitCandidate['rank']) => ['responsible', 'experienced', 'other'].indexOf(rank);
  return ranked
    .sort((a, b) => {
      const byRank = order(a.candidate.rank) - order(b.candidate.rank);
      // Responsible units keep the document's order: the first one leads (牵头单位).
      return (
        byRank ||
        a.responsibleIndex - b.responsibleIndex ||
        b.sameSubjectCount - a.sameSubjectCount ||
        b.count - a.count
      );
    })
    .map(({ candidate }) => candidate);
}
