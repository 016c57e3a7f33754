// Decodes bytes as UTF-8, UTF-16 or GB18030 and reports which. Rejects text in other encodings.
import { ImportError } from './import-error.ts';

export interface Decoded {
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
}

const decode = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** Computes the share of characters typical of official Chinese, which is low for mojibake. */
function readableShare(text: string): number {
  const characters = [...text.replace(/\s/gu, '')];
  const usual = characters.filter((character) =>
    /[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\x20-\x7e“”‘’—…·]/u.test(character),
  );
  return characters.length === 0 ? 0 : usual.length / characters.length;
}

/** @throws ImportError if the bytes are not text in one of these encodings */
export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) throw new ImportError('文件是空的。');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decode(bytes, 'utf-16le') ?? '', encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: decode(bytes, 'utf-16be') ?? '', encoding: 'utf-16be' };
  if (bytes.includes(0)) throw new ImportError('这不是文本文件。请另存为 .docx、.html 或 .txt 再导入。');
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = decode(bytes, encoding);
    if (text !== null && readableShare(text) > 0.9) return { text: text.replace(/^\ufeff/u, ''), encoding };
  }
  throw new ImportError('读不懂文件的编码。请用 UTF-8 或 GB18030 另存后再导入。');
}
