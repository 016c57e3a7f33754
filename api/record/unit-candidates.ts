// Lists the units that the desk can assign a comment to, best match first, with reasons.

import type { UnitCandidate } from '../contract/triage.ts';
import { listHandledAbout, listHandledWith } from '../db/handled.ts';
import { findAlike } from '../domain/text/likeness.ts';
import { maxSimilarComments, minTitleShare, rankUnits, similarWithinDays } from '../domain/text/rank-units.ts';
import { buildMatchAnyQuery } from '../domain/text/search-words.ts';
import type { Clerk } from '../ports/auth.ts';
import type { Deps } from '../ports/deps.ts';
import { loadVisible } from './queue.ts';

const dayMs = 24 * 60 * 60_000;

/** @returns null if the comment does not exist or this clerk may not see it */
export async function listUnitCandidates(
  deps: Deps,
  clerk: Clerk,
  receiptCode: string,
): Promise<UnitCandidate[] | null> {
  const record = await loadVisible(deps, clerk, receiptCode);
  if (!record) return null;
  const { jurisdiction, about, title } = record.row;
  const index = await deps.site.index();
  const query = {
    jurisdiction,
    receiptCode,
    limit: maxSimilarComments,
    since: deps.now() - similarWithinDays * dayMs,
  };
  const match = buildMatchAnyQuery(jurisdiction, title);
  const sameSubject = await listHandledAbout(deps.database, about, query);
  const similar = match === null ? [] : await listHandledWith(deps.database, match, query);
  const limits = { atLeast: minTitleShare, limit: maxSimilarComments };
  return rankUnits({
    units: index.units.filter((unit) => unit.jurisdiction === jurisdiction && unit.assignable),
    responsible: index.subjects.find(({ id }) => id === about)?.units ?? [],
    sameSubject,
    alike: findAlike(title, similar, (comment) => comment.title, limits),
  });
}
