// A share as people read it.

/**
 * `85.7%`. No share rounds up to 100% or down to 0%, so that no figure flatters (design rule 23).
 *
 * @param of above 0
 */
export function formatShare(count: number, of: number): string {
  const tenths = Math.round((count / of) * 1000);
  const shown = count === of ? 1000 : count === 0 ? 0 : Math.min(999, Math.max(1, tenths));
  return `${shown % 10 === 0 ? shown / 10 : (shown / 10).toFixed(1)}%`;
}
