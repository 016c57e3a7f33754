// Chromium 80 and Safari 13.1 run the residents' pages: what came to the language later must not be called there.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeWellFormed } from '../../api/contract/fold.ts';
import { isComposing } from '../../site/lib/composing.ts';
import { listSourceFiles } from '../support/house.ts';

const later =
  /\.(?:toWellFormed|isWellFormed|replaceAll|at|findLast|findLastIndex|toSorted|toReversed|toSpliced)\(|Object\.(?:hasOwn|groupBy)\(|structuredClone\(|AbortSignal\.(?:timeout|any)\(|\(\?<[=!]/u;

describe('an old browser', () => {
  it('finds nothing newer than itself in the form and in the search', () => {
    const bundled = [
      ...['comment', 'comment-fields', 'contact-address', 'text', 'fold', 'attachment', 'form-field', 'problem'].map(
        (name) => `api/contract/${name}.ts`,
      ),
      ...['matching', 'likeness', 'pairs'].map((name) => `api/domain/text/${name}.ts`),
      ...listSourceFiles(['site/islands/ask', 'site/islands/shared']),
      ...['choose-files', 'shrink-picture', 'orientation', 'shown-form', 'send-comment', 'comment-draft'].map(
        (name) => `site/lib/${name}.ts`,
      ),
      ...['exact', 'pairs', 'sources', 'spread-page', 'suggestions', 'page'].map(
        (name) => `site/lib/search/${name}.ts`,
      ),
      ...listSourceFiles(['api/domain/search']),
      'site/fragments/search.ts',
    ];
    expect(
      bundled.filter((file) => later.test(readFileSync(file, 'utf8').replace(/^\s*(?:\/\/|\*|\/\*\*).*$/gmu, ''))),
    ).toEqual([]);
  });

  it('reads half of a character pair as the sign for it, and whole pairs as they are', () => {
    for (const text of ['a\ud83d', '\udc00b', '\ud83d\ud83d\ude00', '😀', '', '养老'])
      expect(makeWellFormed(text)).toBe(text.toWellFormed());
  });
});

describe('a key while an input method composes', () => {
  it.each([
    [{ isComposing: true, keyCode: 27 }, true],
    [{ isComposing: false, keyCode: 229 }, true],
    [{ isComposing: false, keyCode: 27 }, false],
  ])('%j belongs to the input method: %s', (event, is) => expect(isComposing(event)).toBe(is));
});
