// Randomness that is the same on every machine: a stream of numbers from SHA-256 over a name.
import { createHash } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Numbers drawn in call order. Streams with different names are independent. */
export class Chance {
  readonly #name: string;
  #drawn = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Returns a number from 0 up to but not including 1. */
  next(): number {
    return digest(`${this.#name}/${this.#drawn++}`).readUIntBE(0, 6) / 2 ** 48;
  }

  /** Returns an integer from `from` to `to`, inclusive. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new Error(`${this.#name}: nothing to pick from`);
    return item;
  }

  /** Returns some of the items, in the original order. */
  some<Item>(items: readonly Item[], share: number): Item[] {
    return items.filter(() => this.happens(share));
  }

  /** Returns one of the options with a probability proportional to its weight. */
  weigh<Item>(options: readonly (readonly [weight: number, item: Item])[]): Item {
    const total = options.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.next() * total;
    for (const [weight, item] of options) {
      left -= weight;
      if (left < 0) return item;
    }
    throw new Error(`${this.#name}: nothing to weigh`);
  }
}

/**
 * Replaces the application's cryptographic random bytes, because salts, receipt codes and nonces are stored. Each
 * request has its own name and each length its own counter, so that extra draws in one request do not change the next
 * one.
 */
export class KeyedRandom {
  #name = '';
  #drawn = new Map<number, number>();

  begin(name: string): void {
    this.#name = name;
    this.#drawn = new Map();
  }

  draw(length: number): Uint8Array<ArrayBuffer> {
    const count = this.#drawn.get(length) ?? 0;
    this.#drawn.set(length, count + 1);
    const bytes = new Uint8Array(length);
    for (let from = 0; from < length; from += 32) {
      bytes.set(digest(`${this.#name}/${length}/${count}/${from}`).subarray(0, length - from), from);
    }
    return bytes;
  }
}
