// Measures recall on invented comments with personal data, and needless proposals on comments without any.
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../api/domain/privacy/personal-data.ts';
import { findFalse, isFound, readLabelledComments } from '../support/personal-data.ts';

const comments = readLabelledComments().map((comment) => ({ ...comment, proposals: findPersonalData(comment.text) }));
const ordinary = comments.filter(({ marks }) => marks.length === 0);
const labels = [...new Set(comments.flatMap(({ marks }) => marks.map(({ label }) => label)))].sort();

const marked = comments.flatMap((comment) =>
  comment.marks.map((mark) => ({
    label: mark.label,
    comment: comment.text,
    text: comment.text.slice(mark.start, mark.end),
    found: isFound(comment, mark, comment.marks, comment.proposals),
  })),
);

const recallOf = (some: typeof marked) => some.filter(({ found }) => found).length / some.length;

describe('the labelled comments', () => {
  it('the labelled comments are numerous and varied, and many contain no personal data', () => {
    expect(comments.length).toBeGreaterThanOrEqual(400);
    expect(ordinary.length).toBeGreaterThanOrEqual(120);
    expect(labels.length).toBeGreaterThanOrEqual(10);
  });

  it('at least 98% of the personal data in labelled comments is proposed for redaction', () => {
    const missed = marked.filter(({ found }) => !found);
    const byLabel = labels.map((label) => {
      const some = marked.filter((mark) => mark.label === label);
      return `${label} ${recallOf(some).toFixed(3)} of ${some.length}`;
    });
    console.info(`Recall ${recallOf(marked).toFixed(4)} of ${marked.length} (${byLabel.join(', ')})`);
    expect(recallOf(marked), JSON.stringify(missed, null, 1)).toBeGreaterThanOrEqual(0.98);
  });

  it('ten ordinary comments get at most one needless proposal on average', () => {
    const needless = ordinary.flatMap((comment) =>
      findFalse(comment, comment.proposals).map(
        ({ start, end }) => `${comment.text.slice(start, end)} | ${comment.text}`,
      ),
    );
    console.info(`Needless proposals: ${needless.length} in ${ordinary.length} ordinary comments`);
    expect(needless.length / ordinary.length, needless.join('\n')).toBeLessThanOrEqual(0.1);
  });
});
