// Readers of PDF forgive bytes around the document; nothing of them is stored.
import { describe, expect, it } from 'vitest';
import { readAttachments } from '../../api/domain/files/attachment.ts';
import { bytes, pdf, textOf } from '../support/picture-bytes.ts';

async function clean(content: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const read = await readAttachments([new Blob([content])]);
  return 'files' in read ? textOf(read.files[0]?.content ?? bytes()) : null;
}

const prefix = '<p>GPS 36.48N</p>\n';

describe('cleaning a PDF', () => {
  it('drops what follows the end, such as a second file', async () => {
    expect(await clean(bytes(pdf(), 'PK\x03\x04 GPS'))).toBe(textOf(pdf()));
    expect(await clean(bytes(pdf(), '\n'.repeat(2000)))).toBe(textOf(pdf()));
  });

  it('drops what precedes the header', async () => {
    expect(await clean(bytes(prefix, pdf()))).toBe(textOf(pdf()));
  });

  it('blanks what precedes the header where offsets count it', async () => {
    const document = textOf(pdf(prefix.length));
    expect(await clean(bytes(prefix, document))).toBe(' '.repeat(prefix.length) + document);
  });

  it('changes nothing in a document that it has cleaned', async () => {
    const once = await clean(bytes(prefix, pdf(prefix.length), 'GPS'));
    expect(await clean(bytes(once ?? ''))).toBe(once);
  });

  it('keeps a document whose later versions follow the first end', async () => {
    const first = textOf(pdf());
    const second = `${first}2 0 obj\nxref\n0 1\ntrailer\nstartxref\n${first.length + 8}\n%%EOF\n`;
    expect(await clean(bytes(second, 'GPS'))).toBe(second);
  });

  it.each([
    ['a header behind the first kilobyte', bytes(' '.repeat(1100), pdf(1100))],
    ['a table that is not where its end says', bytes(textOf(pdf()).replace('\n17\n', '\n9000\n'))],
    ['only the words of an end', bytes('%PDF-1.4\nGPS\nstartxref\n0\n%%EOF')],
  ])('rejects a file with %s', async (_, content) => {
    expect(await clean(content)).toBeNull();
  });
});
