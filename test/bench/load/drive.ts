// Sends concurrent requests to a server and measures latency and the server's memory.
import { readdirSync, readFileSync } from 'node:fs';
import { makeComment, senderHeaders } from '../../support/writers.ts';

export interface Measured {
  requests: number;
  /** Requests per second. */
  rate: number;
  /** Median and 99th percentile in milliseconds. */
  median: number;
  slow: number;
  errors: number;
}

/**
 * @param count the number of requests, or the instant of `performance.now()` at which to stop
 * @param ask resolves to true if the response was correct
 */
export async function drive(
  count: number | { until: number },
  connections: number,
  ask: (number: number) => Promise<boolean>,
): Promise<Measured> {
  const isOver = () => (typeof count === 'number' ? taken >= count : performance.now() >= count.until);
  const times: number[] = [];
  let errors = 0;
  let taken = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (!isOver()) {
        const number = taken++;
        const started = performance.now();
        const isRight = await ask(number).catch((error: unknown) => {
          if (errors === 0) console.error(error instanceof Error ? error.message : String(error));
          return false;
        });
        if (!isRight) errors++;
        times.push(performance.now() - started);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, rate: times.length / seconds, median: at(0.5), slow: at(0.99), errors };
}

/** Addresses that residents read: built pages, rendered pages and open data. */
const pages = [
  '/',
  '/about/',
  '/documents/guanxian-2021/',
  '/documents/guanxian-2021/tasks/17/',
  '/documents/guanxian-2021/tasks/3/',
  '/units/',
  '/answers/',
  '/figures/?place=guanxian',
  '/ask/?about=guanxian-2021/tasks/17',
];

export async function readPage(origin: string, number: number): Promise<boolean> {
  const response = await fetch(`${origin}${pages[number % pages.length]}`, { headers: senderHeaders(number) });
  await response.arrayBuffer();
  return response.status === 200;
}

/** @param number identifies the comment; each is sent once */
export async function writeComment(origin: string, number: number): Promise<string | null> {
  const response = await fetch(`${origin}/api/comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...senderHeaders(number) },
    body: JSON.stringify(makeComment(number)),
  });
  const answer = (await response.json()) as { receiptCode?: string };
  return response.status === 201 ? (answer.receiptCode ?? null) : null;
}

/** Resident memory in bytes of a process and its descendants (Linux). */
export function memoryOf(pid: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/u.test(entry))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /u, '')
        .split(' ');
      parents.set(Number(name), Number(fields[1]));
    } catch {
      // The process ended meanwhile.
    }
  }
  const isDescendant = (process: number): boolean =>
    process === pid || (parents.has(process) && isDescendant(parents.get(process) ?? 0));
  let bytes = 0;
  for (const process of parents.keys()) {
    if (!isDescendant(process)) continue;
    try {
      const [, kilobytes] = /^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${process}/status`, 'utf8')) ?? [];
      bytes += Number(kilobytes ?? 0) * 1024;
    } catch {
      // The process ended meanwhile.
    }
  }
  return bytes;
}

export const inMegabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(0);
