// Error messages for an operator who filled in content/site-settings.json incorrectly.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSiteSettings, siteSettingsFile } from '../../content/site-settings-form.ts';

const text = readFileSync(siteSettingsFile, 'utf8');
const good: Record<string, unknown> = JSON.parse(text);

function errorLinesFor(file: string): string[] {
  try {
    readSiteSettings(file);
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [];
  }
}

describe('content/site-settings.json', () => {
  it('content/site-settings.json is accepted as shipped, even with a byte order mark', () => {
    expect([errorLinesFor(text), errorLinesFor(`\uFEFF${text}`)]).toEqual([[], []]);
  });

  it('content/site-settings.json is rejected with one line per setting that names it and the required form', () => {
    const lines = errorLinesFor(
      JSON.stringify({ ...good, icpRecord: '备案号', siteIdCode: '12', contact: '', privacy: 'x' }),
    );
    expect(lines).toEqual([
      expect.stringContaining('siteIdCode（政府网站标识码）要写成'),
      expect.stringContaining('icpRecord（ICP 备案号）要写成 needs to be { "text": "…", "url": "https://…" }'),
      expect.stringContaining('contact（联系方式）要写成'),
      expect.stringContaining('privacy 没有这一项'),
    ]);
  });

  it('content/site-settings.json is rejected with one line per setting even with several faults in it', () => {
    expect(errorLinesFor(JSON.stringify({ ...good, icpRecord: { text: '', url: 'x' } }))).toHaveLength(1);
    expect(errorLinesFor('null')).toEqual([expect.stringContaining('要写成 needs to be {')]);
  });

  it.each([
    ['a trailing comma', text.replace(/null\n\}/u, 'null,\n}')],
    ['a Chinese comma', text.replace(',', '，')],
    ['no content', ''],
  ])('content/site-settings.json is rejected with one line that names the file when it has %s', (_, broken) => {
    expect(broken).not.toBe(text);
    expect(errorLinesFor(broken)).toEqual([expect.stringContaining(`${siteSettingsFile}: 不是正确的 JSON`)]);
  });
});
