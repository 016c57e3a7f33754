import { describe, expect, it } from 'vitest';
import { markWords } from '../../site/fragments/mark-words.ts';

const page = (body: string) => `<!DOCTYPE html><html><head></head><body>${body}</body></html>`;
const article = (inner: string) => page(`<article data-pagefind-body="">${inner}</article><p>养老</p>`);

describe('highlighting search words', () => {
  it('highlights the search words in the page’s text and anchors the first match', () => {
    expect(markWords(article('<p>养老服务和养老机构</p>'), '养老')).toBe(
      article('<p><mark id="match">养老</mark>服务和<mark>养老</mark>机构</p>'),
    );
  });

  it('highlights across inline elements but not across paragraphs', () => {
    expect(markWords(article('<p>期限<span>不得超过</span></p>'), '限不得')).toBe(
      article('<p>期<mark id="match">限</mark><span><mark>不得</mark>超过</span></p>'),
    );
    const apart = article('<p>养</p><p>老</p>');
    expect(markWords(apart, '养老')).toBe(apart);
  });

  it('skips labels, annotations and everything outside the page’s text', () => {
    const labels = article('<h2 data-pagefind-ignore="">养老</h2>');
    expect(markWords(labels, '养老')).toBe(labels);
  });

  it('leaves a page without matches unchanged and injects no markup', () => {
    expect(markWords(article('<p>养老</p>'), '')).toBe(article('<p>养老</p>'));
    expect(markWords(article('<p>养老</p>'), '<script>alert(1)</script>')).toBe(article('<p>养老</p>'));
  });
});
