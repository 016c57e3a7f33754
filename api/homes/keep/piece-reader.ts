// Reads a requested number of bytes from a source that supplies pieces of any size.
export class PieceReader {
  readonly #source: AsyncIterator<Buffer>;
  readonly #makeTruncated: () => Error;
  #rest: Buffer = Buffer.alloc(0);

  /** @param makeTruncated creates the error for a source that ends too early */
  constructor(source: AsyncIterable<Buffer>, makeTruncated: () => Error) {
    this.#source = source[Symbol.asyncIterator]();
    this.#makeTruncated = makeTruncated;
  }

  /** @returns between one and `most` bytes; null at the end */
  async next(most: number): Promise<Buffer | null> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#source.next();
      if (done) return null;
      this.#rest = value;
    }
    const piece = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  async *stream(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      const piece = await this.next(left);
      if (piece === null) throw this.#makeTruncated();
      left -= piece.length;
      yield piece;
    }
  }

  async take(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const piece of this.stream(size)) parts.push(piece);
    return Buffer.concat(parts);
  }

  /** Releases the source, even before its end. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
