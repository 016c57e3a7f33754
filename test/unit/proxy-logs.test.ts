// The proxies in front of a self-hosted home log as little as the application does (SECURITY.md, Logs).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (name: string) => readFileSync(`api/homes/node/deploy/${name}`, 'utf8').replaceAll(/^\s*#.*$/gmu, '');
const nginx = read('nginx.conf');
const readDirective = (directive: string) =>
  [...nginx.matchAll(new RegExp(`^\\s*${directive} (.+);$`, 'gmu'))].map(([, words]) => words);

describe('nginx logs', () => {
  it('nginx logs record time, method, status, duration and request id but no path, query or address', () => {
    expect(readDirective('log_format')).toEqual([
      "mingbai '$time_iso8601 $request_method $status $body_bytes_sent $request_time $upstream_http_x_request_id'",
    ]);
  });

  it('nginx logs write one access log per server and keep addresses out of the error log', () => {
    const servers = nginx.match(/^server \{$/gmu)?.length ?? 0;
    expect(servers).toBe(2);
    expect(readDirective('access_log')).toEqual(Array(servers).fill('/var/log/nginx/mingbai.log mingbai'));
    expect(readDirective('error_log')).toEqual(Array(servers).fill('/var/log/nginx/mingbai.error.log alert'));
  });
});

describe('Caddy logs', () => {
  it('Caddy writes no access log and strips the request from error lines', () => {
    const caddy = read('Caddyfile').replaceAll(/\s+/gu, ' ');
    expect(caddy).toMatch(/^ ?\{ log \{ format filter \{ wrap json fields \{ request delete \} \} \}/u);
    expect(caddy.match(/\blog \{/gu)).toHaveLength(1);
  });
});
