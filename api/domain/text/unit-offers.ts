// Which unit the desk is offered first for a comment: whom the table of tasks names, then who had comments alike.
import type { UnitOffer } from '../../contract/triage.ts';

/** Comments alike that are looked through, the newest first. */
export const alikeLookedThrough = 300;
/** How far back; what a unit did before may be another unit's by now. */
export const alikeDays = 365;
/** A title is short; half of its pairs may be words of courtesy. */
export const alikeTitle = 0.5;

/** A comment that some unit has or had. */
export interface HandledComment {
  receiptCode: string;
  unit: string;
}

export interface OfferedFrom {
  /** In the order in which they are listed where nothing else is known. */
  units: { id: string; name: string }[];
  /** As the table of tasks names them. */
  responsible: string[];
  /** About the same subject. */
  sameSubject: HandledComment[];
  /** With a title alike; those of the same subject may be among them. */
  alike: HandledComment[];
}

const countFor = (unit: string, comments: HandledComment[]): number =>
  new Set(comments.filter((comment) => comment.unit === unit).map(({ receiptCode }) => receiptCode)).size;

const sayCount = (count: number) => (count >= alikeLookedThrough ? `${count} 件以上` : `${count} 件`);

/** All units, the likeliest first: each but the others with its reason in words. */
export function rankUnits({ units, responsible, sameSubject, alike }: OfferedFrom): UnitOffer[] {
  const ranked = units.map(({ id, name }) => {
    const same = countFor(id, sameSubject);
    const count = countFor(id, [...sameSubject, ...alike]);
    const named = responsible.indexOf(id);
    const had = count > 0 ? [`近一年 ${sayCount(count)}相似留言由它办理`] : [];
    const why = [...(named >= 0 ? ['这一项的责任单位'] : []), ...had].join('；');
    const rank: UnitOffer['rank'] = named >= 0 ? 'responsible' : count > 0 ? 'experienced' : 'other';
    return { same, count, named, offer: { id, name, rank, why } };
  });
  const order = (rank: UnitOffer['rank']) => ['responsible', 'experienced', 'other'].indexOf(rank);
  return ranked
    .sort((a, b) => {
      const byRank = order(a.offer.rank) - order(b.offer.rank);
      // Among the responsible, the document's own order: the first one leads (牵头单位).
      return byRank || a.named - b.named || b.same - a.same || b.count - a.count;
    })
    .map(({ offer }) => offer);
}
