// Residents who send comments to a server that may die at any moment, and record its acknowledgements.
import { createHash } from 'node:crypto';
import { receiptSchema } from '../../api/contract/follow.ts';

/** A seeded random generator: the same seed gives the same numbers from 0 up to 1. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * One comment per number; the same number repeats the submission. Without a proof of work it takes the longest path,
 * which adds an event.
 */
export const makeComment = (number: number, about = 'guanxian-2021/tasks/17') => ({
  about,
  kind: 'question',
  title: `第 ${number} 件`,
  text: `请问我们镇的养老服务信息在哪里可以看到？这是第 ${number} 件。${digest(`${number}`).toString('hex').slice(0, 8)}`,
  publish: 'yes',
  key: digest(`key ${number}`).toString('hex').slice(0, 32),
});

/** Each number is another sender for the rate limits of both homes. */
export function senderHeaders(number: number): Record<string, string> {
  const [first, second, third] = digest(`sender ${number}`);
  const address = `10.${first}.${second}.${third}`;
  return { 'cf-connecting-ip': address, 'x-forwarded-for': address };
}

/** @returns the receipt code, or null if the server did not acknowledge the comment */
export async function sendComment(origin: string, number: number): Promise<string | null> {
  try {
    const response = await fetch(`${origin}/api/comments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...senderHeaders(number) },
      body: JSON.stringify(makeComment(number)),
    });
    if (response.status !== 201) return null;
    return receiptSchema.parse(await response.json()).receiptCode;
  } catch {
    // The connection broke, so the comment is unacknowledged, whether stored or not.
    return null;
  }
}

/**
 * Sends comments over several connections at once until `next` returns null.
 *
 * @param next returns the next number, or null when none is left
 * @returns the numbers of unacknowledged comments
 */
export async function sendAll(
  origin: string,
  connections: number,
  next: () => number | null,
  acknowledge: (number: number, receiptCode: string) => void,
): Promise<number[]> {
  const unacknowledged: number[] = [];
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let number = next(); number !== null; number = next()) {
        const receiptCode = await sendComment(origin, number);
        if (receiptCode === null) unacknowledged.push(number);
        else acknowledge(number, receiptCode);
      }
    }),
  );
  return unacknowledged;
}
