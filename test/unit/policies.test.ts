// The Content-Security-Policy on every built page and the headers on every file.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { securityHeaders, transportSecurity } from '../../api/middleware/security-headers.ts';
import { putPolicyFirst } from '../../site/lib/policy-first-integration.ts';
import { attributeOf, type BuiltPage, findAll, readBuiltPages, wordsOf } from '../support/built-pages.ts';

const pages = readBuiltPages();

/** Directives of the policy in the page's head. */
function policyOf(page: BuiltPage): Map<string, string[]> {
  const [meta] = findAll(page.tree, (element) => attributeOf(element, 'http-equiv') === 'content-security-policy');
  const directives = meta ? (attributeOf(meta, 'content') ?? '').split(';') : [];
  return new Map(directives.map((text) => text.trim().split(/\s+/u)).map(([name = '', ...sources]) => [name, sources]));
}

const isSafeScript = (source: string) => /^'self'$|^'wasm-unsafe-eval'$|^'sha256-[\w+/]+=*'$/u.test(source);

describe('every built page', () => {
  it('built pages allow only built scripts and styles, without unsafe-inline or eval', () => {
    expect(pages.length).toBeGreaterThan(400);
    for (const page of pages) {
      const policy = policyOf(page);
      const scripts = policy.get('script-src') ?? ['none was found'];
      const styles = policy.get('style-src') ?? ['none was found'];
      expect([page.path, [...scripts, ...styles].filter((source) => !isSafeScript(source))]).toEqual([page.path, []]);
      expect(styles).not.toContain("'wasm-unsafe-eval'");
      const fixed = ['default-src', 'connect-src', 'form-action', 'base-uri', 'object-src'].map((name) =>
        policy.get(name),
      );
      expect([page.path, ...fixed]).toEqual([page.path, ["'self'"], ["'self'"], ["'self'"], ["'none'"], ["'none'"]]);
    }
  });

  it('built pages declare the policy before any script, style or link', () => {
    for (const { html, path } of pages) {
      const first = html.search(/<(script|style|link)\b/u);
      expect([path, html.indexOf('content-security-policy') < first]).toEqual([path, true]);
    }
    expect(() => putPolicyFirst('<head><meta charset="utf-8"></head>', 'x.html')).toThrow(
      'x.html has no content policy',
    );
  });

  it('built pages contain no inline styles or event handlers in attributes', () => {
    const inline = pages.flatMap((page) =>
      findAll(page.tree, ({ attrs }) => attrs.some(({ name }) => name === 'style' || /^on/u.test(name))).map(
        (element) => `${page.path}: ${element.tagName} ${wordsOf(element).slice(0, 20)}`,
      ),
    );
    expect(inline).toEqual([]);
  });
});

describe('built files', () => {
  it('built files carry the same security headers as the application’s responses', () => {
    const [everywhere = ''] = readFileSync('dist/_headers', 'utf8').split('\n\n');
    const lines = everywhere
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
    const expected = { ...securityHeaders, 'Strict-Transport-Security': transportSecurity };
    expect(lines.sort()).toEqual(
      Object.entries(expected)
        .map(([name, value]) => `${name}: ${value}`)
        .sort(),
    );
  });
});
