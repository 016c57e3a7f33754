// What the proxies in front of a server of one's own let pass: the application refuses in words, so it comes first.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { maxFilesBytes, patienceForFiles } from '../../api/app.ts';
import { attachmentLimits } from '../../api/contract/attachment.ts';

const read = (name: string) => readFileSync(`api/homes/node/deploy/${name}`, 'utf8').replaceAll(/^\s*#.*$/gmu, '');
const [nginx, caddy] = [read('nginx.conf'), read('Caddyfile')];
const numberAfter = (text: string, words: RegExp) => Number(new RegExp(`${words.source}(\\d+)`, 'u').exec(text)?.[1]);

describe('a slow line', () => {
  it('is given up by the application before Caddy cuts it, and by nginx only where nothing comes', () => {
    expect(numberAfter(caddy, /read_body /u) * 1000).toBeGreaterThan(patienceForFiles);
    expect(numberAfter(nginx, /client_body_timeout /u)).toBe(60);
  });
});

describe('a form that is too large', () => {
  it('is refused by the application in its own words, and by a proxy only where it is far too large', () => {
    expect(numberAfter(nginx, /client_max_body_size /u) * 1024 * 1024).toBeGreaterThan(maxFilesBytes);
    expect(numberAfter(caddy, /max_size /u) * 1_000_000).toBeGreaterThan(maxFilesBytes);
  });
});

describe('the page of the proxies', () => {
  const page = readFileSync('api/homes/node/deploy/unavailable.html', 'utf8');

  it('is there, by the name that both proxies know', () => {
    const namesIn = (text: string) => [...text.matchAll(/\/([a-z-]+)\.html/gu)].map(([, name = '']) => name);
    expect([namesIn(nginx), namesIn(caddy)]).toEqual([['unavailable'], ['unavailable']]);
  });

  it('says in Chinese what to do in either case, and asks nothing of anybody', () => {
    expect(page).toContain('请过几分钟再试；已经填写的内容请先不要关闭页面');
    const { count, megabytes } = attachmentLimits;
    expect(page).toContain(`最多 ${count} 个附件，每个不超过 ${megabytes} MB`);
    expect(page).not.toMatch(/https?:|src=|href=|url\(|<script/u);
  });
});
