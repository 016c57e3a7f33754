// Reads an exact number of bytes from a source that delivers chunks of any size.
export class PieceReader {
  readonly #source: AsyncIterator<Buffer>;
  readonly #createTruncatedError: () => Error;
  #buffered: Buffer = Buffer.alloc(0);

  /** @param createTruncatedError creates the error for a source that ends too early */
  constructor(source: AsyncIterable<Buffer>, createTruncatedError: () => Error) {
    this.#source = source[Symbol.asyncIterator]();
    this.#createTruncatedError = createTruncatedError;
  }

  /** @returns between 1 and `maxBytes` bytes; null at the end of the source */
  async next(maxBytes: number): Promise<Buffer | null> {
    while (this.#buffered.length === 0) {
      const { value, done } = await this.#source.next();
      if (done) return null;
      this.#buffered = value;
    }
    const piece = this.#buffered.subarray(0, maxBytes);
    this.#buffered = this.#buffered.subarray(piece.length);
    return piece;
  }

  async *readStream(size: number): AsyncGenerator<Buffer> {
    for (let remaining = size; remaining > 0; ) {
      const piece = await this.next(remaining);
      if (piece === null) throw this.#createTruncatedError();
      remaining -= piece.length;
      yield piece;
    }
  }

  async readExactly(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const piece of this.readStream(size)) parts.push(piece);
    return Buffer.concat(parts);
  }

  /** Releases the source, even before its end. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
