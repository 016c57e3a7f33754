// Detects secrets that protect nothing: copied from an example, typed with one finger, or used twice. Pure.

/** Words from examples and tests, too long to occur in a random value. */
const sampleWords =
  /change.?me|example|sample|secret|password|default|placeholder|insecure|in tests|12345678|abcdefgh/iu;

/** Fewer than 10 distinct digits among 64 random hex digits occurs about once in 10^12. */
const fewestDifferent = 10;

/** One piece repeated, the last one perhaps cut short. */
const isRepeated = (value: string) => /^(.+?)\1+.{0,8}$/su.test(value);

function describeWeakness(value: string): string | null {
  if (sampleWords.test(value)) return 'is a sample value';
  if (isRepeated(value) || new Set(value).size < fewestDifferent) return 'repeats few characters';
  return null;
}

/**
 * @param secrets by name; unset ones are skipped
 * @returns one sentence for each weak secret and each pair of equal ones, with names and without values
 */
export function findWeakSecrets(secrets: Record<string, string | undefined>): string[] {
  const set = Object.entries(secrets).flatMap(([name, value]) => (value ? [{ name, value }] : []));
  const weak = set.flatMap(({ name, value }) => {
    const weakness = describeWeakness(value);
    return weakness ? [`${name} ${weakness}: make a random one`] : [];
  });
  const equal = set.flatMap(({ name, value }, index) =>
    set
      .slice(index + 1)
      .filter((other) => other.value === value)
      .map((other) => `${name} and ${other.name} must not be the same`),
  );
  return [...weak, ...equal];
}
