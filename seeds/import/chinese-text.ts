// White space in Chinese text: sources break lines inside words; the site prints the words whole.

/** Removes all white space except between two Latin letters or digits, where it separates words. */
export function closeSpaces(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/(?<![A-Za-z0-9]) | (?![A-Za-z0-9])/g, '')
    .trim();
}

/** True if a printed line ends a sentence, so that the next line may open a new paragraph. */
export function endsSentence(text: string): boolean {
  return /[。！？；：][”’）)]*$/u.test(text);
}
