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
  async readSome(maxBytes: number): Promise<Buffer | null> {
    while (this.#buffered.length === 0) {
      const { value, done } = await this.#source.next();
      if (done) return null;
      this.#buffered = value;
    }
    const chunk = this.#buffered.subarray(0, maxBytes);
    this.#buffered = this.#buffered.subarray(chunk.length);
    return chunk;
  }

  async *readStream(size: number): AsyncGenerator<Buffer> {
    for (let remaining = size; remaining > 0; ) {
      const chunk = await this.readSome(remaining);
      if (chunk === null) throw this.#createTruncatedError();
      remaining -= chunk.length;
      yield chunk;
    }
  }

  async readExactly(size: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.readStream(size)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** Releases the source, even before its end. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
