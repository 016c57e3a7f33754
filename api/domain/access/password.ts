// Rejects weak passwords. Length is the main criterion; easily guessed parts do not add to it.

const minLength = 12;
/** Minimum length when each easily guessed part counts as one character. */
const minReducedLength = 8;

/** The most common parts of leaked passwords in China and elsewhere, and this site's names. */
const guessableParts =
  /password|passw0rd|p@ssw0rd|p@ssword|qwertyuiop|qwerty|asdfgh|zxcvbn|1qaz2wsx|qazwsx|admin|root|welcome|letmein|iloveyou|monkey|dragon|woaini|5201314|1314520|mingbai|zhengwu|gongkai|mima|changeme|default|test/gu;

export type PasswordRefusal = 'too-short' | 'contains-name' | 'too-common';

/** Reduces repeated characters (aaaa), sequences (1234, dcba) and repeated substrings (abcabc) to one character each. */
function collapsePatterns(text: string): string {
  const unrepeated = text.replace(/(.+?)\1+/gu, '$1');
  let reduced = '';
  let previous = '';
  let step = 0;
  for (const character of unrepeated) {
    const difference = previous ? (character.codePointAt(0) ?? 0) - (previous.codePointAt(0) ?? 0) : 0;
    const continuesSequence = Math.abs(difference) === 1 && (step === 0 || step === difference);
    step = continuesSequence ? difference : 0;
    if (!continuesSequence) reduced += character;
    previous = character;
  }
  return reduced;
}

/** @param names the username and similar words; shorter than three characters are ignored */
export function findPasswordRefusal(password: string, names: string[]): PasswordRefusal | null {
  if ([...password].length < minLength) return 'too-short';
  const folded = password.normalize('NFKC').toLowerCase();
  const isNamed = (name: string) => name.length >= 3 && folded.includes(name.normalize('NFKC').toLowerCase());
  if (names.some(isNamed)) return 'contains-name';
  const reduced = collapsePatterns(folded.replace(guessableParts, '*'));
  return [...reduced].length < minReducedLength ? 'too-common' : null;
}

export const passwordAdvice = `至少 ${minLength} 位。可以用几个不相干的词连成一句；不含用户名，不用常见密码、连续或重复的字符。`;

export const passwordRefusalWords: Record<PasswordRefusal, string> = {
  'too-short': `密码至少 ${minLength} 位`,
  'contains-name': '密码里不能有用户名或姓名',
  'too-common': '这个密码太容易猜到，请换几个不相干的词连成一句',
};
