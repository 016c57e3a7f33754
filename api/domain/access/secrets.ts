// Detects weak secrets: copied from an example, typed by hand, or used twice. Pure.

/** Words from examples and tests. They are too long to occur in a random value by chance. */
const sampleWords =
  /change.?me|example|sample|secret|password|default|placeholder|insecure|in tests|12345678|abcdefgh/iu;

/** Fewer than 10 distinct digits among 64 random hex digits occurs about once in 10^12. */
const minDistinctCharacters = 10;

/** True if the value repeats one substring; the last repetition may be incomplete. */
const isRepeated = (value: string) => /^(.+?)\1+.{0,8}$/su.test(value);

function describeWeakness(value: string): string | null {
  if (sampleWords.test(value)) return '用的是示例里的值';
  if (isRepeated(value) || new Set(value).size < minDistinctCharacters) return '总在重复几个字符';
  return null;
}

/**
 * @param secrets by name; unset ones are skipped
 * @returns one sentence for each weak secret and each pair of equal ones, with names and without values
 */
export function findWeakSecrets(secrets: Record<string, string | undefined>): string[] {
  const configured = Object.entries(secrets).flatMap(([name, value]) => (value ? [{ name, value }] : []));
  const weak = configured.flatMap(({ name, value }) => {
    const weakness = describeWeakness(value);
    return weakness ? [`${name} ${weakness}：请用 openssl rand -hex 32 生成`] : [];
  });
  const equal = configured.flatMap(({ name, value }, index) =>
    configured
      .slice(index + 1)
      .filter((otherSecret) => otherSecret.value === value)
      .map((otherSecret) => `${name} 和 ${otherSecret.name} 不能相同`),
  );
  return [...weak, ...equal];
}
