// Reads the built site as the application does.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createSite } from '../../api/ports/site.ts';

const siteWith = (index: string | null) =>
  createSite({ fetch: async () => (index === null ? new Response(null, { status: 404 }) : new Response(index)) });

describe('the list of pages that accept comments', () => {
  const built: unknown = JSON.parse(readFileSync('dist/data/site-index.json', 'utf8'));

  it('the site index is read from the built site', async () => {
    expect((await siteWith(JSON.stringify(built)).index()).jurisdictions.length).toBeGreaterThan(0);
  });

  it.each([
    ['from an older version', JSON.stringify({ subjects: [{ id: 'guanxian-2021' }] })],
    ['truncated', '{"version":"0.1'],
    ['missing', null],
  ])('the site index is rejected with one sentence that says what to do when it is %s', async (_, text) => {
    await expect(siteWith(text).index()).rejects.toThrow(/^The built site in dist does not fit .{1,60}npm run build$/u);
  });

  it('the site index is read again after a failed attempt', async () => {
    const answers = ['{', JSON.stringify(built)];
    const site = createSite({ fetch: async () => new Response(answers.shift()) });
    await expect(site.index()).rejects.toThrow('does not fit');
    await expect(site.index()).resolves.toBeTruthy();
  });
});
