import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanAttachments } from '../../api/domain/files/attachment.ts';
import {
  bytes,
  displayTags,
  iccProfile,
  jpeg,
  pdf,
  png,
  pngChunk,
  pngEnd,
  pngHeader,
  pngSignature,
  riffChunk,
  segment,
  webp,
} from '../support/picture-bytes.ts';

/** EXIF data like a phone's: the orientation, then the GPS position. */
const exif = (orientation: number) =>
  segment(
    0xe1,
    'Exif\0\0II*\0',
    [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
    'GPS 36.48N 115.44E',
  );

const still = webp(riffChunk('VP8 ', 'picture!'));

const readAll = (...contents: Uint8Array<ArrayBuffer>[]) =>
  cleanAttachments(contents.map((bytes) => new Blob([bytes])));

async function clean(content: Uint8Array<ArrayBuffer>) {
  const read = await readAll(content);
  const file = 'files' in read ? read.files[0] : undefined;
  return file && { type: file.type, text: Buffer.from(file.content).toString('latin1'), content: file.content };
}

describe('cleaning an attachment', () => {
  it.each([
    ['image/jpeg', jpeg()],
    ['image/png', png()],
    ['image/webp', still],
    ['application/pdf', pdf()],
  ])('detects %s from the file’s content and leaves a file without metadata unchanged', async (type, content) => {
    expect(await clean(content)).toMatchObject({ type });
    expect((await clean(content))?.content).toEqual(content);
  });

  it('strips GPS, comments and the embedded second picture from a JPEG and keeps the main picture', async () => {
    const metadata = [
      exif(1),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<GPS>'),
      segment(0xed, 'Photoshop 3.0\0 GPS'),
    ];
    const photo = bytes(
      [...jpeg(...metadata, segment(0xfe, 'GPS in a comment'), segment(0xe2, 'MPF\0 GPS'))],
      [...jpeg(exif(1))],
    );
    expect((await clean(photo))?.content).toEqual(jpeg());
  });

  it('keeps only the orientation from a photo’s EXIF data', async () => {
    const { text = '', content } = (await clean(jpeg(exif(6)))) ?? {};
    expect(text).not.toContain('GPS');
    expect(text).toContain('Exif');
    const again = content && (await clean(content));
    expect(again?.content).toEqual(content);
    const at = text.indexOf('\x01\x12\x00\x03');
    expect(text.charCodeAt(at + 9)).toBe(6);
  });

  it('keeps the colour profile and the Adobe transform that a JPEG needs', async () => {
    const adobe = segment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 1]);
    const needed = jpeg(adobe, segment(0xe2, 'ICC_PROFILE\0', [1, 1], iccProfile(displayTags)));
    const { text = '', content } = (await clean(needed)) ?? {};
    expect(content?.length).toBe(needed.length);
    for (const { value } of displayTags) expect(text).toContain(Buffer.from(value).toString('latin1'));
    expect(text).toContain(Buffer.from(adobe).toString('latin1'));
  });

  it('strips text, time and EXIF chunks and trailing data from a PNG', async () => {
    const withMetadata = png(...['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME'].map((type) => pngChunk(type, 'GPS')));
    expect((await clean(bytes([...withMetadata], 'GPS')))?.content).toEqual(png());
  });

  it('strips EXIF and XMP from a WebP and clears their flags', async () => {
    const odd = riffChunk('VP8 ', 'odd');
    const withMetadata = webp(
      riffChunk('VP8X', '\x0c123456789'),
      odd,
      riffChunk('EXIF', 'GPS'),
      riffChunk('XMP ', 'GPS'),
    );
    expect((await clean(withMetadata))?.content).toEqual(webp(riffChunk('VP8X', '\x00123456789'), odd));
  });

  it.each([
    ['an empty file', bytes()],
    ['an HTML page', bytes('<html><script>alert(1)</script>')],
    ['a truncated JPEG', jpeg().slice(0, -3)],
    ['a script with a JPEG header', bytes([0xff, 0xd8, 0xff, 0xe0], '<script>')],
    ['a PNG without a picture', bytes(pngSignature, pngHeader, pngEnd)],
    ['a WebP shorter than its declared length', still.slice(0, -2)],
    ['a video in a WebP container', webp(riffChunk('AVI ', 'film'))],
    ['a PDF without its end marker', pdf().slice(0, -6)],
    ['a script with a PDF trailer', bytes('<script>\nstartxref\n0\n%%EOF')],
  ])('rejects %s as an attachment', async (_, content) => {
    expect(await readAll(content)).toEqual({ problem: '第 1 个附件不是完整的 JPG、PNG、WebP 图片或 PDF 文件' });
  });

  it('rejects a fourth attachment, and names a file over 5 MB by its number', async () => {
    expect(await readAll(pdf(), new Uint8Array(5 * 1024 * 1024 + 1))).toEqual({ problem: '第 2 个附件超过 5 MB' });
    expect(await readAll(pdf(), pdf(), pdf(), pdf())).toEqual({ problem: '附件最多 3 个' });
  });

  it('cleaning an attachment terminates on arbitrary bytes and leaves a cleaned file unchanged', async () => {
    const head = fc.constantFrom(...[jpeg(), jpeg(exif(6)), png(), still, pdf()].map((file) => [...file]));
    const damaged = fc
      .tuple(head, fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 6 }), fc.nat(300))
      .map(([file, changes, length]) => {
        for (const [at, value] of changes) if (at < file.length) file[at] = value;
        return new Uint8Array(file.slice(0, length));
      });
    const any = fc.oneof(
      damaged,
      fc.uint8Array({ maxLength: 300 }).map((array) => new Uint8Array(array)),
    );
    await fc.assert(
      fc.asyncProperty(any, async (content) => {
        const once = await clean(content);
        if (once) expect((await clean(once.content))?.content).toEqual(once.content);
      }),
      { numRuns: 3000 },
    );
  });
});
