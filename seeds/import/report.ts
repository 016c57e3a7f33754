// Collects the importer's doubts, by line, for the person who reviews the draft.
export class Report {
  readonly #notes: { line: number; note: string }[] = [];

  /** @param line of the source, from 1; for Word and web pages, the number of the paragraph or row */
  doubt(line: number, note: string): void {
    this.#notes.push({ line, note });
  }

  get notes(): readonly { line: number; note: string }[] {
    return [...this.#notes].sort((a, b) => a.line - b.line);
  }
}
