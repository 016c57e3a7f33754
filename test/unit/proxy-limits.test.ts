// The proxies in front of a self-hosted home have larger limits than the application, because only the application
// explains a refusal.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { uploadTimeoutMs } from '../../api/app.ts';
import { attachmentLimits } from '../../api/contract/attachment.ts';
import { maxFilesBytes } from '../../api/middleware/request-rules.ts';

const read = (name: string) => readFileSync(`api/homes/node/deploy/${name}`, 'utf8').replaceAll(/^\s*#.*$/gmu, '');
const [nginx, caddy] = [read('nginx.conf'), read('Caddyfile')];
const readNumber = (text: string, words: RegExp) => Number(new RegExp(`${words.source}(\\d+)`, 'u').exec(text)?.[1]);

describe('a slow connection', () => {
  it('a slow upload times out in the application before Caddy cuts it, and in nginx only when idle', () => {
    expect(readNumber(caddy, /read_body /u) * 1000).toBeGreaterThan(uploadTimeoutMs);
    expect(readNumber(nginx, /client_body_timeout /u)).toBe(60);
  });
});

describe('an oversized form', () => {
  it('an oversized form is refused by the application with an explanation before the proxies’ larger limits', () => {
    expect(readNumber(nginx, /client_max_body_size /u) * 1024 * 1024).toBeGreaterThan(maxFilesBytes);
    expect(readNumber(caddy, /max_size /u) * 1_000_000).toBeGreaterThan(maxFilesBytes);
  });
});

describe('the proxies’ error page', () => {
  const page = readFileSync('api/homes/node/deploy/unavailable.html', 'utf8');

  it('the proxies’ error page exists under the name that both proxies use', () => {
    const namesIn = (text: string) => [...text.matchAll(/\/([a-z-]+)\.html/gu)].map(([, name = '']) => name);
    expect([namesIn(nginx), namesIn(caddy)]).toEqual([['unavailable'], ['unavailable']]);
  });

  it('the proxies’ error page explains in Chinese what to do in either case and loads nothing', () => {
    expect(page).toContain('请过几分钟再试；已经填写的内容请先不要关闭页面');
    const { count, megabytes } = attachmentLimits;
    expect(page).toContain(`最多 ${count} 个附件，每个不超过 ${megabytes} MB`);
    expect(page).not.toMatch(/https?:|src=|href=|url\(|<script/u);
  });
});
