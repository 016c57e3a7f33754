// What the proxies in front of a server of one's own write down: as little as the application itself (SECURITY.md, Logs).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (name: string) => readFileSync(`api/homes/node/deploy/${name}`, 'utf8').replaceAll(/^\s*#.*$/gmu, '');
const nginx = read('nginx.conf');
const wordsAfter = (directive: string) =>
  [...nginx.matchAll(new RegExp(`^\\s*${directive} (.+);$`, 'gmu'))].map(([, words]) => words);

describe('the log of nginx', () => {
  it('says when, how and how long, and the number of the request; no path, no query and not who asked', () => {
    expect(wordsAfter('log_format')).toEqual([
      "mingbai '$time_iso8601 $request_method $status $body_bytes_sent $request_time $upstream_http_x_request_id'",
    ]);
  });

  it('is the only one, of every server, and errors leave senders out', () => {
    const servers = nginx.match(/^server \{$/gmu)?.length ?? 0;
    expect(servers).toBe(2);
    expect(wordsAfter('access_log')).toEqual(Array(servers).fill('/var/log/nginx/mingbai.log mingbai'));
    expect(wordsAfter('error_log')).toEqual(Array(servers).fill('/var/log/nginx/mingbai.error.log alert'));
  });
});

describe('the log of Caddy', () => {
  it('has no line a request, and of a failed one not the request', () => {
    const caddy = read('Caddyfile').replaceAll(/\s+/gu, ' ');
    expect(caddy).toMatch(/^ ?\{ log \{ format filter \{ wrap json fields \{ request delete \} \} \}/u);
    expect(caddy.match(/\blog \{/gu)).toHaveLength(1);
  });
});
