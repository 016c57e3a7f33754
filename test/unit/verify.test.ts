// Verification detects deliberately damaged content, and pages that differ from it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Document, documentSchema, jurisdictionSchema } from '../../content/schema.ts';
import { readSourceFile } from '../../seeds/import/read-file.ts';
import { verifyDocument } from '../../seeds/import/verify.ts';
import { verifyPages } from '../../seeds/import/verify-pages.ts';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Verifies a document after damaging it. */
async function verifyDamaged(id: string, damage: (document: Document) => void): Promise<string[]> {
  const document = documentSchema.parse(readJson(`content/documents/${id}.json`));
  const jurisdiction = jurisdictionSchema.parse(readJson(`content/jurisdictions/${document.jurisdiction}.json`));
  const { plain } = await readSourceFile(`seeds/sources/${document.source.file}`);
  damage(document);
  return verifyDocument(document, plain, jurisdiction).findings.map(({ where, what }) => `${where}：${what}`);
}

const cellOf = (document: Document, column: string, row: number) => {
  const cell = document.taskTable?.cells.find((entry) => entry.column === column && entry.rows[0] === row);
  if (!cell) throw new Error(`no ${column} in row ${row}`);
  return cell;
};

describe('verifying a document against its source', () => {
  it.each(['guanxian-2021', 'liaocheng-2021', 'pingyin-2023', 'gaotang-2022', 'taiqian-2021'])(
    'verification accepts the unmodified %s',
    async (id) => {
      expect(await verifyDamaged(id, () => undefined)).toEqual([]);
    },
  );

  it('verification names the row where a character was dropped', async () => {
    const findings = await verifyDamaged('pingyin-2023', (document) => {
      const cell = cellOf(document, 'requirement', 12);
      cell.text = cell.text.replace('养老服务', '养老务');
    });
    expect(findings).toEqual([expect.stringMatching(/^pingyin-2023 row 12 requirement：/u)]);
  });

  it('verification names the point where a word was changed or added', async () => {
    const change = (from: string, to: string) =>
      verifyDamaged('guanxian-2021', (document) => {
        const point = document.sections[1]?.points[1];
        if (point) point.text = point.text.replace(from, to);
      });
    expect(await change('不得超过5个工作日', '不得超过15个工作日')).toEqual([expect.stringContaining('point 2-2')]);
    expect(await change('严格落实回复期限，', '')).toEqual([expect.stringContaining('point 2-2')]);
  });

  it('verification names both rows when their text or cells were swapped', async () => {
    const words = await verifyDamaged('guanxian-2021', (document) => {
      const [a, b] = [cellOf(document, 'requirement', 16), cellOf(document, 'requirement', 17)];
      [a.text, b.text] = [b.text, a.text];
    });
    expect(words.map((finding) => finding.split('：')[0])).toEqual([
      'guanxian-2021 row 16 requirement',
      'guanxian-2021 row 17 requirement',
    ]);
    const cells = await verifyDamaged('guanxian-2021', (document) => {
      const [a, b] = [cellOf(document, 'requirement', 16), cellOf(document, 'requirement', 17)];
      [a.rows, b.rows] = [b.rows, a.rows];
    });
    expect(cells.join()).toMatch(/row 16 requirement|row 17 requirement/u);
    const order = await verifyDamaged('guanxian-2021', (document) => {
      const list = document.taskTable?.cells ?? [];
      const [a, b] = [
        list.indexOf(cellOf(document, 'requirement', 16)),
        list.indexOf(cellOf(document, 'requirement', 17)),
      ];
      [list[a], list[b]] = [list[b] as never, list[a] as never];
    });
    expect(order.join()).toContain('次序');
  });

  it('verification names the row that lost one or all of its units', async () => {
    const one = await verifyDamaged('taiqian-2021', (document) => {
      const cell = cellOf(document, 'units', 18);
      cell.text = cell.text.replace('县医保局、', '');
    });
    expect(one).toEqual([expect.stringContaining('taiqian-2021 row 18 units')]);
    const all = await verifyDamaged('taiqian-2021', (document) => {
      const table = document.taskTable;
      if (table) table.cells = table.cells.filter((cell) => cell !== cellOf(document, 'units', 18));
    });
    expect(all.join()).toContain('row 18 units');
    expect(all.join()).toContain('没有着落：「县民政局、县医保局');
  });

  it('verification detects a missing paragraph and one that is used twice', async () => {
    const lost = await verifyDamaged('gaotang-2022', (document) => {
      document.closing = [];
    });
    expect(lost).toEqual([expect.stringContaining('没有着落：「各镇街和各部门要对照本要点')]);
    const twice = await verifyDamaged('gaotang-2022', (document) => {
      document.closing.push(...document.closing);
    });
    expect(twice.join()).toContain('已经算在');
  });

  it('the importer leaves out no Chinese text except table headings', async () => {
    for (const id of ['guanxian-2021', 'liaocheng-2021', 'pingyin-2023']) {
      const { leftOut } = documentSchema.parse(readJson(`content/documents/${id}.json`));
      const words = new Set(leftOut.filter(({ text }) => /\p{Script=Han}/u.test(text)).map(({ kind }) => kind));
      expect([id, [...words]]).toEqual([id, ['table-head']]);
    }
  });
});

describe('verifying the built pages', () => {
  const document = documentSchema.parse(readJson('content/documents/gaotang-2022.json'));

  async function verifyChangedPage(change: (page: string) => string): Promise<string[]> {
    const { plain } = await readSourceFile(`seeds/sources/${document.source.file}`);
    const folder = mkdtempSync(join(tmpdir(), 'pages-'));
    try {
      cpSync(join('dist/documents', document.id), join(folder, 'documents', document.id), { recursive: true });
      const file = join(folder, 'documents', document.id, 'index.html');
      writeFileSync(file, change(readFileSync(file, 'utf8')));
      return verifyPages(document, plain, folder).findings.map(({ what }) => what);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('page verification accepts the site as built', async () => {
    expect(await verifyChangedPage((page) => page)).toEqual([]);
  });

  it('page verification detects a word that a page drops, changes or adds', async () => {
    const dropped = await verifyChangedPage((page) => page.replace('加强疫情防控信息公开', '加强疫情信息公开'));
    expect(dropped.join()).toContain('与原文');
    const added = await verifyChangedPage((page) => page.replace('<h1 data-at', '<p>本站添加的话</p><h1 data-at'));
    expect(added).toEqual(['文件正文里有原文没有的字：「本站添加的话」']);
    const lost = await verifyChangedPage((page) => page.replace(/<p class="addressees".*?<\/p>/u, ''));
    expect(lost.join()).toContain('网页上找不到原文的「各镇政府、街道办事处');
  });
});
