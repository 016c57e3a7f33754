// npm run bench:intake: comments per second and latency on local workerd and D1, compared with a bare handler that
// makes one insert in the same run. Comments carry no proof of work, so they take the longest path, which adds an
// event.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { quietEnvironment } from '../../api/homes/local/quiet.ts';
import { serveSite } from '../support/serve.ts';

const { values } = parseArgs({ options: { count: { type: 'string', default: '500' } } });
const count = Number(values.count);
const states = { bare: '.tmp/bench-bare', intake: '.tmp/bench-intake' };

/**
 * Serves the bare handler and waits until wrangler is ready.
 *
 * @returns a function that stops it
 */
async function serveBare(): Promise<() => void> {
  const args = ['dev', 'test/bench/bare-insert.ts', '--config', 'wrangler.toml', '--persist-to', states.bare];
  const server = spawn(
    'wrangler',
    [...args, '--port', '8794', '--inspector-port', '0', '--show-interactive-dev-session=false'],
    { detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: quietEnvironment },
  );
  await once(server, 'message');
  return () => {
    if (server.pid) process.kill(-server.pid, 'SIGTERM');
  };
}

const newComment = (index: number) => ({
  about: 'guanxian-2021/tasks/17',
  kind: 'question',
  title: `第 ${index} 件`,
  text: `请问我们镇的养老服务信息在哪里可以看到？这是第 ${index} 件，${randomBytes(8).toString('hex')}。`,
  publish: 'no',
  key: randomBytes(16).toString('hex'),
});

let sent = 0;
async function send(url: string): Promise<number> {
  const index = sent++;
  const began = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    // Each request has a different address prefix, so that the rate limit admits all of them.
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': `10.${(index >> 8) % 256}.${index % 256}.1` },
    body: JSON.stringify(newComment(index)),
  });
  if (response.status !== 201) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
  return performance.now() - began;
}

/** @returns requests per second, and the median and 99th percentile in milliseconds */
async function measure(url: string, connections: number) {
  const times: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let turn = 0; turn < count / connections; turn++) times.push(await send(url));
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { rate: times.length / seconds, median: at(0.5), slow: at(0.99) };
}

for (const state of Object.values(states)) rmSync(state, { recursive: true, force: true });
const stopBare = await serveBare();
const site = await serveSite({ port: 8795, state: states.intake });
const urls = { bare: 'http://localhost:8794/api/bare', intake: 'http://localhost:8795/api/comments' };
try {
  await fetch('http://localhost:8794/api/table', { method: 'POST' });
  for (const url of Object.values(urls)) for (let warm = 0; warm < 20; warm++) await send(url);
  console.info(`${count} comments each\n\nconnections           a second   p50 ms   p99 ms`);
  for (const connections of [1, 10, 50]) {
    const bare = await measure(urls.bare, connections);
    const intake = await measure(urls.intake, connections);
    for (const [name, { rate, median, slow }] of Object.entries({ bare, intake })) {
      const figures = [rate.toFixed(0).padStart(8), median.toFixed(1).padStart(8), slow.toFixed(1).padStart(8)];
      console.info(`${String(connections).padStart(11)}  ${name.padEnd(8)} ${figures.join(' ')}`);
    }
    console.info(`             ratio    ${(intake.rate / bare.rate).toFixed(2).padStart(7)}`);
  }
} finally {
  stopBare();
  await site.stop();
}
