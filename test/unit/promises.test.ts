// No page promises a reply that the county's own document does not promise.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { siteIndexSchema } from '../../api/contract/subject.ts';
import { rules } from '../../content/rules/index.ts';

const { subjects, jurisdictions } = siteIndexSchema.parse(
  JSON.parse(readFileSync('dist/data/site-index.json', 'utf8')),
);
const promise = /应在\d+个工作日内答复/u;

describe('the way to ask on each kind of page', () => {
  it.each(jurisdictions)('$name: promises a reply only if its own document does, and names it', ({ id }) => {
    const hasOwn = rules.some(({ jurisdiction }) => jurisdiction === id);
    const pages = subjects.filter(
      ({ jurisdiction, kind, url }) =>
        jurisdiction === id && url.startsWith('/') && kind !== 'place' && kind !== 'topic',
    );
    expect(pages.length).toBeGreaterThan(0);
    for (const { url } of pages) {
      const page = readFileSync(`dist${url}index.html`, 'utf8');
      expect([url, promise.test(page)]).toEqual([url, hasOwn]);
      expect([url, page.includes('本地文件没有规定答复期限')]).toEqual([url, !hasOwn]);
    }
  });
});
