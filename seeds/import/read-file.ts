// Any file that an office has → its source text, or a sentence that says why not.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import mammoth from 'mammoth';
import { decodeText } from './decode.ts';
import { ImportError } from './import-error.ts';
import { readHtml } from './read-html.ts';
import { readTxt } from './read-txt.ts';
import type { SourceText } from './source-text.ts';

export interface SourceFile extends SourceText {
  sha256: string;
  /** How it was read: `UTF-8 文本`, `Word 文档` … */
  readAs: string;
}

/** Word 97–2003 files and Word files with a password are both of this container. */
const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex');

async function readDocx(bytes: Buffer): Promise<SourceText> {
  if (bytes.subarray(0, 8).equals(compoundFile)) {
    throw new ImportError('文件设有密码，或是旧的 .doc 格式。请取消密码并另存为 .docx 再导入。');
  }
  try {
    const { value } = await mammoth.convertToHtml({ buffer: bytes }, { ignoreEmptyParagraphs: true });
    return readHtml(value);
  } catch {
    throw new ImportError('打不开这个 Word 文件，可能已损坏。请在 Word 或 WPS 里打开，另存为 .docx 再导入。');
  }
}

/**
 * @param path a .docx, .html or .txt file (text taken from a PDF as .txt)
 * @throws ImportError in words for the person importing
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
      return { ...readHtml(text), sha256, readAs: `网页（${encoding}）` };
    }
    case '.txt': {
      const { text, encoding } = decodeText(bytes);
      return { ...readTxt(text), sha256, readAs: `文本（${encoding}）` };
    }
    default:
      throw new ImportError('只能导入 .docx、.html 和 .txt 文件。PDF 请先把文字复制或另存为 .txt。');
  }
}
