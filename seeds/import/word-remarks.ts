// Finds metadata in a Word file. The site offers the source for download unchanged, which would publish its author,
// comments and tracked changes.
import { inflateRawSync } from 'node:zlib';

const centralEntry = 0x02014b50;
const endOfDirectory = Buffer.from('504b0506', 'hex');

/** Reads one part of the archive as text; null if absent. */
function readPart(archive: Buffer, wanted: string): string | null {
  const end = archive.lastIndexOf(endOfDirectory);
  if (end < 0) return null;
  let at = archive.readUInt32LE(end + 16);
  while (at + 46 <= archive.length && archive.readUInt32LE(at) === centralEntry) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const name = archive.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    if (name === wanted) {
      const local = archive.readUInt32LE(at + 42);
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const content = archive.subarray(start, start + size);
      return (method === 0 ? content : inflateRawSync(content)).toString('utf8');
    }
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return null;
}

/** Returns a property's text, unless it is the name of a program. */
function readPersonName(properties: string, tag: string): string | null {
  const found = new RegExp(`<${tag}>([^<]+)</${tag}>`, 'u').exec(properties)?.[1]?.trim();
  return found && !/^(un-named|python-docx|administrator|user|微软用户|microsoft .*)$/iu.test(found) ? found : null;
}

/** @returns one sentence per finding, for the person who publishes the file */
export function listWordRemarks(archive: Buffer): string[] {
  const text = readPart(archive, 'word/document.xml') ?? '';
  const properties = readPart(archive, 'docProps/core.xml') ?? '';
  const people = ['dc:creator', 'cp:lastModifiedBy'].flatMap((tag) => readPersonName(properties, tag) ?? []);
  const advice = '来源文件会原样供人下载，请先在 Word 的「文件 › 检查问题 › 检查文档」里去掉，再导入';
  return [
    ...(people.length > 0 ? [`文件属性里有人名「${[...new Set(people)].join('」「')}」；${advice}`] : []),
    ...(/<w:commentReference\b/u.test(text) ? [`文件里有批注；${advice}`] : []),
    ...(/<w:(ins|del|moveFrom) /u.test(text)
      ? ['文件里有修订痕迹，这里按全部接受读；请先在 Word 里接受或拒绝全部修订，再导入']
      : []),
    ...(/<w:footnoteReference\b|<w:endnoteReference\b/u.test(text)
      ? ['文件里有脚注，注文排在全文最后，请看它落在哪里']
      : []),
    ...(/<w:drawing\b|<w:pict\b/u.test(text) ? ['文件里有图片或文本框，其中的字没有读'] : []),
  ];
}
