// The server, the built pages and the islands share one error summary and one notice.
import { readFileSync } from 'node:fs';
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { fillForm } from '../../api/routes/built-page.ts';
import { checkView } from '../../site/fragments/check.ts';
import { emptyErrorSummary, errorSummary } from '../../site/fragments/error-summary.ts';
import { html } from '../../site/fragments/html.ts';
import { type NoticeKind, notice } from '../../site/fragments/notice.ts';
import { samplesNotice } from '../../site/fragments/sample-mark.ts';
import { ErrorSummary } from '../../site/islands/shared/ErrorSummary.tsx';
import { Notice, NoticeSection } from '../../site/islands/shared/Notice.tsx';
import { SampleMark } from '../../site/islands/shared/SampleMark.tsx';
import { listSourceFiles } from '../support/house.ts';

/** Sorts attributes, because their order is irrelevant. */
function normalize(node: Tree.Node): unknown {
  if ('value' in node) return node.value;
  if (!('childNodes' in node)) return node.nodeName;
  const attributes = 'attrs' in node ? node.attrs.map(({ name, value }) => `${name}=${value}`).sort() : [];
  return [node.nodeName, attributes, node.childNodes.map(normalize)];
}
const read = (markup: unknown) => normalize(parseFragment(String(markup)));

const content = {
  title: '有几处需要改一下',
  detail: '已填写的内容都还在。',
  errors: [
    { field: 'title', message: '请填写标题' },
    { field: 'text', message: '内容<太短>' },
  ],
};
const inIsland = (errors: typeof content.errors, isShown = true) =>
  renderToStaticMarkup(createElement(ErrorSummary, { ...content, errors, isShown, ref: null }));

describe('the error summary', () => {
  it.each([
    ['with errors', content.errors],
    ['without errors', []],
  ])('the error summary is identical from the server and in an island, %s', (_, errors) => {
    expect(read(inIsland(errors))).toEqual(read(errorSummary({ ...content, errors })));
  });

  it('the error summary is empty and hidden in a built page and in an island without errors', () => {
    expect(read(inIsland([], false))).toEqual(read(emptyErrorSummary));
  });

  it('the error summary that the server fills into a built page has the same markup and takes the focus', () => {
    const filled = fillForm(`<!doctype html><body>${emptyErrorSummary}</body>`, {
      values: {},
      errors: content.errors,
      summary: content,
    });
    const body = /<body>(.*)<\/body>/su.exec(filled)?.[1];
    expect(read(body)).toEqual(read(errorSummary(content, true)));
  });

  it('the error summary is announced, focusable and linked to each field', () => {
    const markup = String(errorSummary(content));
    expect(markup).toContain('role="alert"');
    expect(markup).toContain('tabindex="-1"');
    expect(markup).not.toContain('autofocus');
    expect(markup).toContain('<a href="#field-text">内容&lt;太短&gt;</a>');
  });
});

describe('a notice', () => {
  it('a notice is identical from the server and in an island', () => {
    expect(renderToStaticMarkup(createElement(Notice, null, '请注意'))).toBe(String(notice('请注意')));
    expect(renderToStaticMarkup(createElement(Notice, { role: 'status' }, '已记下'))).toBe(
      String(notice('已记下', { role: 'status' })),
    );
  });

  it('a notice with a heading is a section of the same class', () => {
    expect(renderToStaticMarkup(createElement(NoticeSection, { 'aria-labelledby': 'x' }))).toBe(
      '<section class="notice" aria-labelledby="x"></section>',
    );
  });

  it('a notice is green for a success, amber for a warning, red for an error and blue for information', () => {
    const classOf = (kind: NoticeKind) => /class="([^"]+)"/u.exec(String(notice('请注意', { kind })))?.[1];
    expect((['information', 'success', 'warning', 'error'] as const).map(classOf)).toEqual([
      'notice',
      'notice success',
      'notice warning',
      'notice error',
    ]);
    const styles = readFileSync('site/styles/parts.css', 'utf8');
    const washOf = (rule: string) =>
      new RegExp(`\\${rule} \\{[^}]*background: var\\((--[a-z]+)-wash\\)`, 'u').exec(styles)?.[1];
    expect(['.notice', '.notice.success', '.notice.warning', '.notice.error'].map(washOf)).toEqual([
      '--main',
      '--met',
      '--soon',
      '--late',
    ]);
  });

  it('a notice escapes text and keeps markup', () => {
    expect(String(notice('<b>'))).toBe('<p class="notice">&lt;b&gt;</p>');
    expect(String(notice(html`<b>${'<'}</b>`))).toBe('<p class="notice"><b>&lt;</b></p>');
  });

  it('the notice about samples counts them and is empty when there are none', () => {
    expect(String(samplesNotice(3))).toContain('其中 3 件是<span class="sample">');
    expect(String(samplesNotice(0))).toBe('');
  });
});

describe('the label of a sample', () => {
  it('the sample label in an island is identical to the server’s', () => {
    const label = renderToStaticMarkup(createElement(SampleMark, { isSample: true }));
    expect(String(samplesNotice(1))).toContain(label);
    expect(renderToStaticMarkup(createElement(SampleMark, { isSample: false }))).toBe('');
  });
});

describe('the answer of the check page', () => {
  const check = { findings: [], notes: [], events: 4, seals: 2, head: 'ab12', receipt: null };

  it('the check page reports an intact ledger with its last seal', () => {
    expect(String(checkView(check, {}))).toBe(
      '<p class="verdict met">✓ 台账完整：4 条记录，2 号封存，没有发现改动。</p><p class="quiet checksum">记录校验值：第2号 ab12</p>',
    );
  });

  it('the check page shows text from a forged file as plain text', () => {
    const forged = '<img src=x onerror=alert(1)>';
    const findings = Array.from({ length: 25 }, () => ({ where: forged, what: forged }));
    const markup = String(checkView({ ...check, findings, head: forged }, {}));
    expect(markup).not.toContain('<img');
    expect(markup).toContain('！台账有 25 处对不上：');
    expect(markup.match(/<li>/gu)).toHaveLength(20);
  });
});

describe('the markup of a shared part', () => {
  const files = listSourceFiles(['api', 'site']);
  const filesWith = (pattern: RegExp) => files.filter((file) => pattern.test(readFileSync(file, 'utf8'))).sort();

  it.each([
    ['error summary', /class(Name)?(=|: )["'{`]+error-summary/u, ['site/fragments/error-summary.ts']],
    ['notice', /\bclass(Name)?=["'{`]+notice["'` ]|'notice'/u, ['site/fragments/notice.ts']],
    ['strip', /class(Name)?=["'{`]+strip[ "]/u, ['site/fragments/window.ts']],
    [
      'sample',
      /class(Name)?=["']sample["']/u,
      ['site/fragments/home.ts', 'site/fragments/sample-mark.ts', 'site/islands/shared/SampleMark.tsx'],
    ],
  ])('the markup of a shared part is written in one place: the %s', (_, pattern, places) => {
    expect(filesWith(pattern)).toEqual(places);
  });
});
