// What an operator reads who filled in content/site-settings.json in another form than the needed one.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSiteSettings, siteSettingsFile } from '../../content/site-settings-form.ts';

const text = readFileSync(siteSettingsFile, 'utf8');
const good: Record<string, unknown> = JSON.parse(text);

function linesFor(file: string): string[] {
  try {
    readSiteSettings(file);
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [];
  }
}

describe('the marks and numbers of a site', () => {
  it('are taken as they are in the repository, also from an editor that puts its mark before them', () => {
    expect([linesFor(text), linesFor(`\uFEFF${text}`)]).toEqual([[], []]);
  });

  it('are refused in one line a setting, with its name and the form that is needed', () => {
    const said = linesFor(
      JSON.stringify({ ...good, icpRecord: '备案号', siteIdCode: '12', contact: '', privacy: 'x' }),
    );
    expect(said).toEqual([
      expect.stringContaining('siteIdCode（政府网站标识码）要写成'),
      expect.stringContaining('icpRecord（ICP 备案号）要写成 needs to be { "text": "…", "url": "https://…" }'),
      expect.stringContaining('contact（联系方式）要写成'),
      expect.stringContaining('privacy 没有这一项'),
    ]);
  });

  it('are refused in one line where several things are wrong with one of them', () => {
    expect(linesFor(JSON.stringify({ ...good, icpRecord: { text: '', url: 'x' } }))).toHaveLength(1);
    expect(linesFor('null')).toEqual([expect.stringContaining('要写成 needs to be {')]);
  });

  it.each([
    ['a comma after the last', text.replace(/null\n\}/u, 'null,\n}')],
    ['a Chinese comma', text.replace(',', '，')],
    ['nothing', ''],
  ])('are refused in one line that names the file where it has %s', (_, broken) => {
    expect(broken).not.toBe(text);
    expect(linesFor(broken)).toEqual([expect.stringContaining(`${siteSettingsFile}: 不是正确的 JSON`)]);
  });
});
