// How a phone's photograph is turned before it is made smaller, and which files the form takes.
import { describe, expect, it } from 'vitest';
import { detectType, maxAttachmentBytes } from '../../api/contract/attachment.ts';
import { chooseFiles } from '../../site/lib/choose-files.ts';
import { findExif, type Orientation, uprightMatrix } from '../../site/lib/orientation.ts';

/** The beginning of a JPEG as phones write it: JFIF, then EXIF with its orientation, then a picture. */
function writeJpeg(orientation: number, isLittle: boolean): Uint8Array {
  const tiff = new DataView(new ArrayBuffer(8 + 2 + 12));
  tiff.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  tiff.setUint16(2, 42, isLittle);
  tiff.setUint32(4, 8, isLittle);
  tiff.setUint16(8, 1, isLittle);
  tiff.setUint16(10, 0x0112, isLittle);
  tiff.setUint16(12, 3, isLittle);
  tiff.setUint32(14, 1, isLittle);
  tiff.setUint16(18, orientation, isLittle);
  const jfif = [0xff, 0xe0, 0, 4, 1, 2];
  const exif = [...Buffer.from('Exif\0\0'), ...new Uint8Array(tiff.buffer)];
  return Uint8Array.from([0xff, 0xd8, ...jfif, 0xff, 0xe1, 0, exif.length + 2, ...exif, 0xff, 0xda, 0, 2, 1, 2, 3]);
}

describe('a photograph’s orientation', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('%i is read in both byte orders', (orientation) => {
    for (const isLittle of [true, false]) {
      const bytes = writeJpeg(orientation, isLittle);
      expect(findExif(bytes)).toEqual({ orientation, from: 8, to: 8 + 4 + 6 + 22 });
    }
  });

  it('is none where the file holds none, a wrong one, or ends early', () => {
    expect(findExif(writeJpeg(9, true))?.orientation).toBe(1);
    expect(findExif(Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 2]))).toBeNull();
    for (let length = 0; length < 30; length++) expect(findExif(writeJpeg(6, true).slice(0, length))).toBeNull();
    expect(findExif(Buffer.from('%PDF-1.4'))).toBeNull();
  });

  it.each([
    // The first corner of the stored picture stands, upright: at the left or right, at the top or bottom.
    [1, 0, 0],
    [2, 40, 0],
    [3, 40, 30],
    [4, 0, 30],
    [5, 0, 0],
    [6, 30, 0],
    [7, 30, 40],
    [8, 0, 40],
  ] as [Orientation, number, number][])('%i puts the first corner in its place', (orientation, x, y) => {
    const [a, b, c, d, e, f] = uprightMatrix(orientation, 40, 30);
    expect([e, f]).toEqual([x, y]);
    // Turned or mirrored, never stretched.
    expect(Math.abs(a * d - b * c)).toBe(1);
  });
});

const pdf = '%PDF-1.7\n';
const file = (name: string, head: string, bytes = head.length) =>
  new File([Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(bytes - head.length)])], name);
const jpeg = '\xff\xd8\xff\xe0';
const never = async () => null;

describe('files as they are chosen', () => {
  it.each([
    ['\xff\xd8\xff\xe1', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['%PDF-1.7', 'application/pdf'],
    [`${' '.repeat(1000)}%PDF-1.7`, 'application/pdf'],
    ['\0\0\0\x18ftypheic', 'heic'],
    ['\0\0\0\x18ftypmif1', 'heic'],
    ['\0\0\0\x18ftypisom', null],
    ['GIF89a', null],
    ['PK\x03\x04', null],
    ['<script>', null],
    ['', null],
  ])('are recognised by how they begin: %j', (head, type) => expect(detectType(head)).toBe(type));

  it('keeps the fit ones and refuses each of the others by name, with its reason', async () => {
    const chosen = [
      file('照片.jpg', jpeg),
      file('表.docx', 'PK\x03\x04'),
      file('大.pdf', pdf, maxAttachmentBytes + 1),
      file('苹果.heic', '\0\0\0\x18ftypheic'),
      file('说明.pdf', pdf),
    ];
    const { kept, refusals } = await chooseFiles([], chosen, never);
    expect(kept.map(({ name }) => name)).toEqual(['照片.jpg', '说明.pdf']);
    expect(refusals).toEqual([
      '“表.docx”不是完整的 JPG、PNG、WebP 图片或 PDF 文件',
      '“大.pdf”超过 5 MB',
      expect.stringMatching(/^“苹果.heic”是 HEIC 照片.*截图/u),
    ]);
  });

  it('makes a photograph over the limit smaller instead of refusing it', async () => {
    const small = file('照片.jpg', jpeg);
    const chosen = [file('照片.jpeg', jpeg, maxAttachmentBytes + 1)];
    expect(await chooseFiles([], chosen, async () => small)).toEqual({ kept: [small], refusals: [] });
    const { refusals } = await chooseFiles([], chosen, never);
    expect(refusals).toEqual([expect.stringMatching(/^“照片.jpeg”超过 5 MB/u)]);
  });

  it('refuses the fourth by name and keeps the first three; the same file twice counts once', async () => {
    const chosen = [1, 2, 3, 4].map((number) => file(`${number}.jpg`, jpeg));
    const { kept, refusals } = await chooseFiles(chosen.slice(0, 1), chosen, never);
    expect(kept).toEqual(chosen.slice(0, 3));
    expect(refusals).toEqual(['附件最多 3 个，“4.jpg”没有加上']);
  });
});
