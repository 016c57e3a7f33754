// A resident's two requests to a running server, for tests that start and kill it.
import { randomBytes } from 'node:crypto';
import { type FollowView, followViewSchema, type Receipt, receiptSchema } from '../../api/contract/follow.ts';

async function post(port: number, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`http://localhost:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

export async function sendToServer(port: number, title: string): Promise<Receipt> {
  const comment = {
    about: 'guanxian-2021/tasks/17',
    kind: 'question',
    title,
    text: '请问我们镇的养老服务信息在哪里可以看到？',
    publish: 'no',
    key: randomBytes(16).toString('hex'),
  };
  return receiptSchema.parse(await post(port, '/api/comments', comment));
}

export async function followOnServer(port: number, { receiptCode, trackingCode }: Receipt): Promise<FollowView> {
  return followViewSchema.parse(await post(port, '/api/follow', { receiptCode, trackingCode }));
}
