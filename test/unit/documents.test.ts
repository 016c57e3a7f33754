// The repository's documents: a short README, working links, every command described, complete decisions.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const decisionFolder = 'content/docs/decisions';
const listMarkdown = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const documents = [...listMarkdown('.'), ...listMarkdown('content/docs'), ...listMarkdown(decisionFolder)];
const read = (file: string) => readFileSync(file, 'utf8');

/** Derives a heading's anchor as code hosts do: lower case, no punctuation, hyphens for spaces. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/gu, '-');
const anchorsOf = (file: string) =>
  [...read(file).matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) => anchorOf(heading));

function findBrokenLinks(file: string): string[] {
  const text = read(file).replace(/```.*?```/gsu, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/gu)].flatMap(([, link = '']) => {
    if (/^(?:https?|mailto):/u.test(link)) return [];
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : join(dirname(file), path);
    if (!existsSync(target)) return [`${file}: ${link}`];
    return anchor === undefined || anchorsOf(target).includes(decodeURIComponent(anchor)) ? [] : [`${file}: ${link}`];
  });
}

describe('the documents', () => {
  it('README fits on one screen per reader: at most 8 kB, in English and Chinese', () => {
    expect(statSync('README.md').size).toBeLessThanOrEqual(8192);
    expect(statSync('README.zh-CN.md').size).toBeLessThanOrEqual(8192);
  });

  it('README names both commands, the tests, the deployment and where the clock lives', () => {
    for (const file of ['README.md', 'README.zh-CN.md'])
      for (const words of ['npm ci && npm start', 'npm ci && npm test', 'npm run deploy', 'api/domain/clock/'])
        expect([file, read(file).includes(words)]).toEqual([file, true]);
  });

  it('links in the documents lead to files and headings that exist', () => {
    expect(documents.length).toBeGreaterThan(35);
    expect(documents.flatMap(findBrokenLinks)).toEqual([]);
  });

  it('files and folders that the documents name in code exist', () => {
    const named = /`((?:api|content|seeds|site|test)\/[\w./-]*)`/gu;
    /** An example path, such as one of next year's document. */
    const isExample = (path: string) => /ID|2027/u.test(path);
    const missing = documents.flatMap((file) =>
      [...read(file).matchAll(named)].flatMap(([, path = '']) =>
        existsSync(path) || isExample(path) ? [] : [`${file}: ${path}`],
      ),
    );
    expect(missing).toEqual([]);
  });

  it('every npm command is described for whoever runs it', () => {
    const described = documents
      .filter((file) => !file.startsWith(decisionFolder))
      .map(read)
      .join('\n');
    const missing = Object.keys(manifest.scripts).filter(
      (name) => !new RegExp(`npm (?:run (?:-s )?)?${name.replaceAll('.', '\\.')}(?![\\w:-])`, 'u').test(described),
    );
    expect(missing).toEqual([]);
  });

  it('every decision states its date, choice, reason and cost, and stands in the list', () => {
    const decisions = listMarkdown(decisionFolder).filter((file) => !file.endsWith('README.md'));
    expect(decisions.length).toBeGreaterThanOrEqual(25);
    const list = read(join(decisionFolder, 'README.md'));
    for (const file of decisions) {
      const text = read(file);
      const parts = ['Date', 'Choice', 'Reason', 'Cost'].filter(
        (part) => !new RegExp(`^- ${part}: \\S`, 'mu').test(text),
      );
      expect([file, parts, list.includes(file.slice(decisionFolder.length + 1))]).toEqual([file, [], true]);
    }
  });

  it('the operator’s guide has the same chapters in Chinese and English', () => {
    const levels = (file: string) => [...read(file).matchAll(/^(##+) /gmu)].map(([, marks]) => marks);
    expect(levels('content/docs/operate.zh.md')).toEqual(levels('content/docs/operate.en.md'));
  });

  it('the operator’s guide has the same commands and settings in Chinese and English', () => {
    const commands = (file: string) =>
      [...read(file).matchAll(/^```sh\n(.*?)^```/gmsu)].map(([, block = '']) =>
        block.replace(/^# .*\n|\s+# .*$/gmu, ''),
      );
    expect(commands('content/docs/operate.zh.md').length).toBeGreaterThan(10);
    expect(commands('content/docs/operate.zh.md')).toEqual(commands('content/docs/operate.en.md'));
    const settings = (file: string) =>
      [...read(file).matchAll(/^\| ((?:`[A-Z_]+`[、, ]*)+)/gmu)].map(([, names = '']) => names.match(/[A-Z_]+/gu));
    expect(settings('content/docs/operate.zh.md').length).toBeGreaterThan(15);
    expect(settings('content/docs/operate.zh.md')).toEqual(settings('content/docs/operate.en.md'));
  });

  it('the Chinese documents use mainland quotation marks and no spaces around figures', () => {
    for (const file of ['README.zh-CN.md', 'content/docs/operate.zh.md']) {
      const prose = read(file).replace(/```.*?```|`[^`\n]*`/gsu, '`');
      expect([file, prose.match(/[「」]|\p{Script=Han} \d|\d \p{Script=Han}| [：，。]|）（/gu)]).toEqual([file, null]);
    }
  });
});
