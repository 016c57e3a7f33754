// Unzips a workbook without a library, so that the test does not rely on the code that wrote it.

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @returns text by file name; requires sizes in the local headers, as writers of complete files record them */
export async function unzip(archive: ArrayBuffer): Promise<Map<string, string>> {
  const view = new DataView(archive);
  const parts = new Map<string, string>();
  const decoder = new TextDecoder();
  let at = 0;
  while (view.getUint32(at, true) === 0x04034b50) {
    const [method, size] = [view.getUint16(at + 8, true), view.getUint32(at + 18, true)];
    const [nameLength, extraLength] = [view.getUint16(at + 26, true), view.getUint16(at + 28, true)];
    const start = at + 30 + nameLength + extraLength;
    const name = decoder.decode(new Uint8Array(archive, at + 30, nameLength));
    const content = new Uint8Array(archive.slice(start, start + size));
    parts.set(name, decoder.decode(method === 0 ? content : await inflate(content)));
    at = start + size;
  }
  return parts;
}
