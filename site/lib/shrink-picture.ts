// Makes a photograph small enough to attach, in the browser: a phone's photograph is often larger than the limit, and its
// owner can do nothing about that.
import { maxAttachmentBytes } from '../../api/contract/attachment.ts';
import { findExif, isOnItsSide, type Orientation, uprightMatrix } from './orientation.ts';

/** Longest side in pixels, and JPEG quality, in order: the first that fits is taken. Every browser has such a canvas. */
const steps: [side: number, quality: number][] = [
  [4096, 0.85],
  [4096, 0.7],
  [3072, 0.8],
  [3072, 0.65],
  [2048, 0.75],
  [2048, 0.55],
  [1280, 0.6],
];
/** In bytes: EXIF parts hold at most 64 kB and stand before the picture. */
const exifWindow = 256 * 1024;

/** Safari before 15 has no createImageBitmap; the policy allows no `blob:` pictures. */
function openByElement(blob: Blob): Promise<HTMLImageElement> {
  return new Promise((opened, refused) => {
    const reader = new FileReader();
    const picture = new Image();
    picture.onload = () => opened(picture);
    picture.onerror = () => refused(new Error('no picture that this browser opens'));
    reader.onerror = () => refused(new Error('the file cannot be read'));
    reader.onload = () => {
      picture.src = String(reader.result);
    };
    reader.readAsDataURL(blob);
  });
}

const open = (blob: Blob): Promise<ImageBitmap | HTMLImageElement> =>
  typeof createImageBitmap === 'function'
    ? createImageBitmap(blob).catch(() => openByElement(blob))
    : openByElement(blob);

/** Without its EXIF part, and how it is to be turned. */
async function layFlat(file: File): Promise<{ blob: Blob; orientation: Orientation }> {
  const exif = findExif(new Uint8Array(await new Response(file.slice(0, exifWindow)).arrayBuffer()));
  if (!exif) return { blob: file, orientation: 1 };
  const parts = [file.slice(0, exif.from), file.slice(exif.to)];
  return { blob: new Blob(parts, { type: file.type || 'image/jpeg' }), orientation: exif.orientation };
}

function draw(picture: ImageBitmap | HTMLImageElement, orientation: Orientation, side: number, quality: number) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((length) => Math.max(1, Math.round(length * scale)));
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context || !width || !height) throw new Error('this browser draws no pictures');
  [canvas.width, canvas.height] = isOnItsSide(orientation) ? [height, width] : [width, height];
  // JPEG has no transparency; black would hide dark writing.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(...uprightMatrix(orientation, width, height));
  context.drawImage(picture, 0, 0, width, height);
  return new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/jpeg', quality));
}

/** @returns a JPEG within the limit; null if this browser cannot open the picture or make it small enough */
export async function shrinkPicture(file: File): Promise<File | null> {
  try {
    const { blob, orientation } = await layFlat(file);
    const picture = await open(blob);
    for (const [side, quality] of steps) {
      const made = await draw(picture, orientation, side, quality);
      if (made && made.size <= maxAttachmentBytes) {
        return new File([made], file.name.replace(/(?:\.[^.]*)?$/, '.jpg'), { type: 'image/jpeg' });
      }
    }
  } catch {
    // Too large for the device's memory, damaged, or of a type that the browser does not know: said by the caller.
  }
  return null;
}
