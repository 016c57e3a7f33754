// Hidden data in pictures besides metadata: thumbnails, profiles, and bytes after streams, frames and ends.
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cleanAttachments } from '../../api/domain/files/attachment.ts';
import {
  bytes,
  displayTags,
  iccProfile,
  jfif,
  jpeg,
  jpegOf,
  type Part,
  png,
  pngChunk,
  pngData,
  pngEnd,
  pngHeader,
  pngRows,
  pngSignature,
  readProfile,
  riffChunk,
  segment,
  textOf,
  webp,
} from '../support/picture-bytes.ts';

async function clean(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  const read = await cleanAttachments([new Blob([content])]);
  return 'files' in read ? (read.files[0]?.content ?? null) : null;
}

const profileTags = [
  { tag: 'desc', value: bytes('desc', [0, 0, 0, 0], 'GPS 36.48N') },
  { tag: 'cprt', value: bytes('text', [0, 0, 0, 0], 'GPS 115.44E') },
  ...displayTags.map((entry) => ({ ...entry, trailing: 'GPS' })),
];
const colours = new Map(displayTags.map(({ tag, value }) => [tag, textOf(value)]));
const profileSegment = (number: number, count: number, part: Uint8Array) =>
  segment(0xe2, 'ICC_PROFILE\0', [number, count], part);

function profileOf(picture: Uint8Array | null): Uint8Array {
  const content = picture ?? bytes();
  return content.subarray(textOf(content).indexOf('ICC_PROFILE\0') + 14);
}

describe('cleaning a JPEG', () => {
  it('cleaning a JPEG rebuilds the colour profile from its colours and drops its texts, dates, makers and gaps', async () => {
    const cleaned = await clean(jpeg(profileSegment(1, 1, iccProfile(profileTags))));
    expect(textOf(cleaned ?? bytes())).not.toContain('GPS');
    expect(readProfile(profileOf(cleaned))).toEqual(colours);
    expect(await clean(bytes(cleaned ?? []))).toEqual(cleaned);
  });

  it('cleaning a JPEG joins a colour profile that comes in parts and out of order', async () => {
    const whole = iccProfile(profileTags);
    const parts = [profileSegment(2, 2, whole.subarray(200)), profileSegment(1, 2, whole.subarray(0, 200))];
    expect(readProfile(profileOf(await clean(jpeg(...parts))))).toEqual(colours);
  });

  it.each([
    ['of tables instead of curves', iccProfile([{ tag: 'A2B0', value: bytes('mft2', [0, 0, 0, 0], 'GPS') }])],
    ['without one of its colours', iccProfile(displayTags.slice(0, -1))],
    ['that is none', bytes('GPS'.repeat(60))],
    ['with more entries than fit', bytes(iccProfile(displayTags).subarray(0, 128), [0xff, 0xff, 0xff, 0xff], 'GPS')],
  ])('cleaning a JPEG drops a colour profile %s and keeps the picture', async (_, profile) => {
    expect(await clean(jpeg(profileSegment(1, 1, profile)))).toEqual(jpeg());
  });

  it('cleaning a JPEG drops JFIF thumbnails, which show the picture before it was cropped', async () => {
    const withThumbnail = segment(0xe0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 1, 1], 'GPS');
    const extension = segment(0xe0, 'JFXX\0', [0x13], 'GPS');
    expect(await clean(jpegOf(withThumbnail, extension))).toEqual(jpegOf(jfif));
  });

  it('cleaning a JPEG keeps the transform of the Adobe segment and drops the bytes after it', async () => {
    const transform: Part[] = ['Adobe', [0, 100, 0, 0, 0, 0, 1]];
    expect(await clean(jpeg(segment(0xee, ...transform, 'GPS')))).toEqual(jpeg(segment(0xee, ...transform)));
  });

  it('cleaning a JPEG drops segments with reserved markers', async () => {
    expect(await clean(jpeg(segment(0xf7, 'GPS'), segment(0xc8, 'GPS'), segment(0x02, 'GPS')))).toEqual(jpeg());
  });

  it('rejects a JPEG with more segments than any picture has', async () => {
    const many = (count: number): Part[] => Array.from({ length: count }, () => segment(0xfe));
    expect(await clean(jpeg(...many(900)))).toEqual(jpeg());
    expect(await clean(jpeg(...many(1000)))).toBeNull();
  });
});

describe('cleaning a PNG', () => {
  const pngOf = (...chunks: Part[]) => bytes(pngSignature, pngHeader, ...chunks);

  it('cleaning a PNG drops data hidden after the compressed data or in the end chunk', async () => {
    const hidden = pngOf(pngChunk('IDAT', pngData, 'GPS'), pngChunk('IDAT', 'GPS'), pngChunk('IEND', 'GPS'));
    expect(await clean(hidden)).toEqual(png());
  });

  it('cleaning a PNG joins split data chunks without changing the picture', async () => {
    const split = pngOf(pngChunk('IDAT', pngData.subarray(0, 5)), pngChunk('IDAT', pngData.subarray(5)), pngEnd);
    const cleaned = await clean(split);
    expect(cleaned).toEqual(png());
    const at = textOf(cleaned ?? bytes()).indexOf('IDAT') + 4;
    expect([...inflateSync((cleaned ?? bytes()).subarray(at, -16))]).toEqual(pngRows);
  });

  it('cleaning a PNG keeps each colour chunk of the right size once and drops profiles and oversized chunks', async () => {
    const kept = [pngChunk('gAMA', [0, 0, 0xb1, 0x8f]), pngChunk('sRGB', [0])];
    const dropped = [
      pngChunk('iCCP', 'GPS\0\0', pngData),
      pngChunk('sBIT', [8], 'GPS GPS'),
      pngChunk('sRGB', [1]),
      pngChunk('hIST', 'GPS'),
      pngChunk('acTL', 'GPS'),
    ];
    expect(await clean(png(...kept, ...dropped))).toEqual(png(...kept));
  });

  it.each([
    ['a broken stream', pngOf(pngChunk('IDAT', pngData.subarray(0, -6)), pngEnd)],
    ['no stream', pngOf(pngChunk('IDAT', 'GPS'), pngEnd)],
    [
      'more data than its size holds',
      bytes(pngSignature, pngChunk('IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]), pngChunk('IDAT', pngData), pngEnd),
    ],
    [
      'an impossible depth',
      bytes(pngSignature, pngChunk('IHDR', [0, 0, 0, 2, 0, 0, 0, 2, 7, 0, 0, 0, 0]), pngChunk('IDAT', pngData), pngEnd),
    ],
    ['ten thousand empty chunks', png(...Array.from({ length: 10_000 }, () => pngChunk('eeEe')))],
  ])('rejects a PNG with %s', async (_, content) => {
    expect(await clean(content)).toBeNull();
  });
});

describe('cleaning a WebP', () => {
  const still = riffChunk('VP8 ', 'picture!');
  const extended = (flags: number) => riffChunk('VP8X', [flags, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
  const frame = '16 bytes of head';

  it('cleaning a WebP drops metadata inside frames', async () => {
    const animation = (...inside: Part[]) =>
      webp(extended(0x02), riffChunk('ANIM', [0, 0, 0, 0, 0, 0]), riffChunk('ANMF', frame, ...inside));
    const hidden = animation(riffChunk('EXIF', 'GPS'), riffChunk('ALPH', 'a'), still, riffChunk('junk', 'GPS'));
    expect(await clean(hidden)).toEqual(animation(riffChunk('ALPH', 'a'), still));
  });

  it('cleaning a WebP drops the bytes after header fields and after the end', async () => {
    const hidden = webp(
      riffChunk('VP8X', [0, 0, 0, 0, 1, 0, 0, 1, 0, 0], 'GPS '),
      riffChunk('ANIM', [0, 0, 0, 0, 0, 0], 'GPS '),
      still,
    );
    expect(await clean(bytes(hidden, 'GPS'))).toEqual(webp(extended(0), riffChunk('ANIM', [0, 0, 0, 0, 0, 0]), still));
  });

  it('cleaning a WebP rebuilds the colour profile, or clears its flag if that fails', async () => {
    const good = await clean(webp(extended(0x2c), riffChunk('ICCP', iccProfile(profileTags)), still));
    expect(textOf(good ?? bytes())).not.toContain('GPS');
    expect(good?.[20]).toBe(0x20);
    expect(readProfile((good ?? bytes()).subarray(textOf(good ?? bytes()).indexOf('ICCP') + 8))).toEqual(colours);
    expect(await clean(webp(extended(0x2c), riffChunk('ICCP', 'GPS'), still))).toEqual(webp(extended(0), still));
  });

  it('rejects a WebP with more chunks than any animation has', async () => {
    expect(await clean(webp(still, ...Array.from({ length: 5000 }, () => riffChunk('junk'))))).toBeNull();
  });
});
