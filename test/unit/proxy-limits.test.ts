// What the proxies in front of a server of one's own let pass: the application refuses in words, so it comes first.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { patienceForFiles } from '../../api/app.ts';

const read = (name: string) => readFileSync(`api/node/deploy/${name}`, 'utf8').replaceAll(/^\s*#.*$/gmu, '');
const [nginx, caddy] = [read('nginx.conf'), read('Caddyfile')];
const numberAfter = (text: string, words: RegExp) => Number(new RegExp(`${words.source}(\\d+)`, 'u').exec(text)?.[1]);

describe('a slow line', () => {
  it('is given up by the application before Caddy cuts it, and by nginx only where nothing comes', () => {
    expect(numberAfter(caddy, /read_body /u) * 1000).toBeGreaterThan(patienceForFiles);
    expect(numberAfter(nginx, /client_body_timeout /u)).toBe(60);
  });
});
