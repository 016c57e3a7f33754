// A photo like those from a resident's phone.
import type { Page } from '@playwright/test';

/** A JPEG drawn by the browser, with a GPS position like a phone's. */
export async function drawJpegWithPlace(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 32);
    const context = canvas.getContext('2d');
    context?.fillRect(0, 0, 32, 32);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg' });
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const exif = Buffer.from('Exif\0\0MM\0*\0\0\0\x08 36.48N 115.44E a place in 冠县', 'utf8');
  const length = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([Buffer.from(drawn.slice(0, 2)), length, exif, Buffer.from(drawn.slice(2))]);
}
