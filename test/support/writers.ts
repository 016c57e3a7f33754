// Residents who send comments to a server that may be gone at any moment, and remember what it acknowledged.
import { createHash } from 'node:crypto';
import { receiptSchema } from '../../api/contract/follow.ts';

/** Chance that can be repeated: the same seed, the same numbers from 0 up to 1. */
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

/** One comment a number; the same number is the same sending. Without a proof of work it takes the longest way, with an event more. */
export const newComment = (number: number, about = 'guanxian-2021/tasks/17') => ({
  about,
  kind: 'question',
  title: `第 ${number} 件`,
  text: `请问我们镇的养老服务信息在哪里可以看到？这是第 ${number} 件。${digest(`${number}`).toString('hex').slice(0, 8)}`,
  publish: 'yes',
  key: digest(`key ${number}`).toString('hex').slice(0, 32),
});

/** Each sender is one of its own to the limits, in both homes. */
export function senderHeaders(number: number): Record<string, string> {
  const [first, second, third] = digest(`sender ${number}`);
  const address = `10.${first}.${second}.${third}`;
  return { 'cf-connecting-ip': address, 'x-forwarded-for': address };
}

/** @returns the receipt code, or null where the server did not acknowledge it */
export async function sendLetter(origin: string, number: number): Promise<string | null> {
  try {
    const response = await fetch(`${origin}/api/comments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...senderHeaders(number) },
      body: JSON.stringify(newComment(number)),
    });
    if (response.status !== 201) return null;
    return receiptSchema.parse(await response.json()).receiptCode;
  } catch {
    // The line broke: it was not acknowledged, whether or not it was stored.
    return null;
  }
}

/**
 * Sends comments from several senders at once until told to stop.
 *
 * @param next the number of the next one, or null where there is none left
 * @returns those that were sent and not acknowledged
 */
export async function sendAll(
  origin: string,
  connections: number,
  next: () => number | null,
  acknowledge: (number: number, receiptCode: string) => void,
): Promise<number[]> {
  const unheard: number[] = [];
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let number = next(); number !== null; number = next()) {
        const receiptCode = await sendLetter(origin, number);
        if (receiptCode === null) unheard.push(number);
        else acknowledge(number, receiptCode);
      }
    }),
  );
  return unheard;
}
