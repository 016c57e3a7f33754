// Finds offers for a question: published answers about the same subject or with a similar title, and similar tasks.
import type { Offers } from '../contract/offers.ts';
import { listPublishedTitles } from '../db/offers.ts';
import { blackOut } from '../domain/privacy/publication.ts';
import { findAlike } from '../domain/text/likeness.ts';
import { readBlackouts } from '../life/blackouts.ts';
import type { Deps } from '../ports/deps.ts';

/** Maximum published comments to examine, newest first. */
const maxExamined = 300;
/** Maximum number of offers; more would distract from the form. */
const maxOffers = 5;
/** Minimum share of common pairs. Titles are short, and up to half of their pairs may be courtesy words. */
const minTitleShare = 0.4;

export async function readOffers(deps: Deps, about: string, title: string): Promise<Offers> {
  const { subjects } = await deps.site.index();
  const subject = subjects.find(({ id }) => id === about);
  if (!subject) return { answers: [], tasks: [] };
  const stored = await listPublishedTitles(
    deps.officeOf(subject.jurisdiction).database,
    subject.jurisdiction,
    maxExamined,
  );
  // Compare with the redacted titles: matches with hidden words would reveal them.
  const published = stored.map(({ title, blackouts, ...answer }) => ({
    ...answer,
    title: blackOut({ title, text: '', reply: '' }, readBlackouts(blackouts ?? '')).title,
  }));
  const similar = findAlike(title, published, (answer) => answer.title, { atLeast: minTitleShare, limit: maxOffers });
  const sameSubject = published.filter((answer) => answer.about === about);
  const answers = [...new Set([...similar, ...sameSubject])].slice(0, maxOffers).flatMap((answer) => {
    const url = subjects.find(({ id }) => id === answer.about)?.url;
    return url ? [{ title: answer.title, url: `${url}#answer-${answer.receiptCode}` }] : [];
  });
  const others = subjects.filter(
    ({ id, kind, jurisdiction }) => id !== about && kind === 'task' && jurisdiction === subject.jurisdiction,
  );
  const tasks = findAlike(title, others, (task) => task.title, { atLeast: minTitleShare, limit: maxOffers });
  return { answers, tasks: tasks.map(({ title, url }) => ({ title, url })) };
}
