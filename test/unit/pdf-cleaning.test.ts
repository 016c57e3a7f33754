// PDF readers tolerate bytes around the document. The application stores none of them.
import { describe, expect, it } from 'vitest';
import { cleanAttachments } from '../../api/domain/files/attachment.ts';
import { bytes, pdf, textOf } from '../support/picture-bytes.ts';

async function clean(content: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const read = await cleanAttachments([new Blob([content])]);
  return 'files' in read ? textOf(read.files[0]?.content ?? bytes()) : null;
}

const prefix = '<p>GPS 36.48N</p>\n';

describe('cleaning a PDF', () => {
  it('cleaning a PDF drops the bytes after its end, such as a second file', async () => {
    expect(await clean(bytes(pdf(), 'PK\x03\x04 GPS'))).toBe(textOf(pdf()));
    expect(await clean(bytes(pdf(), '\n'.repeat(2000)))).toBe(textOf(pdf()));
  });

  it('cleaning a PDF drops the bytes before its header', async () => {
    expect(await clean(bytes(prefix, pdf()))).toBe(textOf(pdf()));
  });

  it('cleaning a PDF blanks the bytes before its header if its offsets count them', async () => {
    const document = textOf(pdf(prefix.length));
    expect(await clean(bytes(prefix, document))).toBe(' '.repeat(prefix.length) + document);
  });

  it('cleaning a cleaned PDF changes nothing', async () => {
    const once = await clean(bytes(prefix, pdf(prefix.length), 'GPS'));
    expect(await clean(bytes(once ?? ''))).toBe(once);
  });

  it('cleaning a PDF keeps the later revisions that follow its first end marker', async () => {
    const first = textOf(pdf());
    const second = `${first}2 0 obj\nxref\n0 1\ntrailer\nstartxref\n${first.length + 8}\n%%EOF\n`;
    expect(await clean(bytes(second, 'GPS'))).toBe(second);
  });

  it.each([
    ['a header behind the first kilobyte', bytes(' '.repeat(1100), pdf(1100))],
    ['a table that is not where its end says', bytes(textOf(pdf()).replace('\n17\n', '\n9000\n'))],
    ['only the words of an end', bytes('%PDF-1.4\nGPS\nstartxref\n0\n%%EOF')],
  ])('rejects a PDF with %s', async (_, content) => {
    expect(await clean(content)).toBeNull();
  });
});
