// Reads an office's file as source text. For unsupported files, the error explains why.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import mammoth from 'mammoth';
import { decodeText } from './decode.ts';
import { ImportError } from './import-error.ts';
import { readHtml } from './read-html.ts';
import { readTxt } from './read-txt.ts';
import type { SourceText } from './source-text.ts';
import { listWordRemarks } from './word-remarks.ts';

export interface SourceFile extends SourceText {
  sha256: string;
  /** The detected format: `UTF-8 文本`, `Word 文档` … */
  readAs: string;
  /** Remarks about the file for the person who imports it. */
  remarks: string[];
}

/** Signature of the container for Word 97–2003 files and password-protected files. */
const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Finds an automatically numbered paragraph. Excludes footnotes, which mammoth also renders as a list. */
function findNumberedParagraph(html: string): string | null {
  const [, words] = /<ol><li(?! id="(?:foot|end)note)[^>]*>(.*?)(?:<\/?(?:li|ol|p|ul)\b|$)/su.exec(html) ?? [];
  return words === undefined ? null : words.replace(/<[^>]+>/gu, '').trim() || '（空的编号格）';
}

async function readDocx(bytes: Buffer): Promise<SourceText & { remarks: string[] }> {
  if (bytes.subarray(0, 8).equals(compoundFile)) {
    throw new ImportError('文件设有密码，或是旧的 .doc 格式。请取消密码并另存为 .docx 再导入。');
  }
  let html: string;
  let remarks: string[];
  try {
    html = (await mammoth.convertToHtml({ buffer: bytes }, { ignoreEmptyParagraphs: false })).value;
    remarks = listWordRemarks(bytes);
  } catch {
    throw new ImportError('打不开这个 Word 文件，可能已损坏。请在 Word 或 WPS 里打开，另存为 .docx 再导入。');
  }
  const numbered = findNumberedParagraph(html);
  if (numbered !== null) {
    throw new ImportError(
      `文件用了 Word 的自动编号（如「${numbered.slice(0, 12)}」前面），这样的「一、」「（一）」或序号不是文字，读不出来。\n` +
        '请在 Word 里按 Alt+F11、Ctrl+G，输入 ActiveDocument.ConvertNumbersToText 并回车，把编号变成文字，存好再导入；' +
        '或者另存为「筛选过的网页」（.htm）再导入。',
    );
  }
  return { ...readHtml(html), remarks };
}

/**
 * @param path a .docx, .html or .txt file (text extracted from a PDF as .txt)
 * @throws ImportError with an explanation for the person who imports
 */
export async function readSourceFile(path: string): Promise<SourceFile> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new ImportError(`没有找到文件 ${path}。`);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  switch (extname(path).toLowerCase()) {
    case '.docx':
      return { ...(await readDocx(bytes)), sha256, readAs: 'Word 文档' };
    case '.html':
    case '.htm': {
      const { text, encoding } = decodeText(bytes);
      return { ...readHtml(text), sha256, readAs: `网页（${encoding}）`, remarks: [] };
    }
    case '.txt': {
      const { text, encoding } = decodeText(bytes);
      return { ...readTxt(text), sha256, readAs: `文本（${encoding}）`, remarks: [] };
    }
    default:
      throw new ImportError('只能导入 .docx、.html 和 .txt 文件。PDF 请先把文字复制或另存为 .txt。');
  }
}
