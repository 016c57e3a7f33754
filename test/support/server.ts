// A resident's requests to a running server, for tests that start and kill it.
import { createHash } from 'node:crypto';
import { type Receipt, receiptSchema } from '../../api/contract/follow.ts';
import { type FollowView, followViewSchema } from '../../api/life/requests.ts';
import { solve } from './proof.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

function senderOf(body: unknown): string {
  const [first, second] = digest(JSON.stringify(body));
  return `10.${first}.${second}.1`;
}

async function post(port: number, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`http://localhost:${port}${path}`, {
    method: 'POST',
    // Each body counts as another sender for the rate limits of both homes.
    headers: {
      'content-type': 'application/json',
      'cf-connecting-ip': senderOf(body),
      'x-forwarded-for': senderOf(body),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

export async function sendToServer(
  port: number,
  title: string,
  publish: 'yes' | 'no' = 'no',
  who: { name?: string; contact?: string; about?: string } = {},
): Promise<Receipt> {
  const comment = {
    about: 'guanxian-2021/tasks/17',
    kind: 'question',
    title,
    text: `${title}。请问我们镇的养老服务信息在哪里可以看到？`,
    publish,
    ...who,
    proof: await solve(await fetch(`http://localhost:${port}/api/challenge`)),
    // The key depends on the title, so sending the same title again is the same comment.
    key: digest(title).toString('hex').slice(0, 32),
  };
  return receiptSchema.parse(await post(port, '/api/comments', comment));
}

export async function followOnServer(port: number, { receiptCode, trackingCode }: Receipt): Promise<FollowView> {
  return followViewSchema.parse(await post(port, '/api/follow', { receiptCode, trackingCode }));
}

/**
 * Makes a resident's move with both codes.
 *
 * @throws Error if the move is refused
 */
export const moveOnServer = (port: number, move: object): Promise<unknown> => post(port, '/api/follow/moves', move);
