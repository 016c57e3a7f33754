// Handles white space in Chinese text, because sources break lines inside words.

/** Removes white space, except between Latin letters or digits, where it separates words. */
export function closeSpaces(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/(?<![A-Za-z0-9]) | (?![A-Za-z0-9])/g, '')
    .trim();
}

/** True if a printed line ends a sentence, so that the next line may start a paragraph. */
export function endsSentence(text: string): boolean {
  return /[。！？；：][”’）)]*$/u.test(text);
}
