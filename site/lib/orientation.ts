// How a JPEG is to be turned (EXIF 2.32, 4.6.4). Browsers differ in whether they turn it when they open it: the picture is
// opened without its EXIF part, which every browser leaves as it is, and turned here.

/** 1 upright, 3 upside down, 6 and 8 on its side; even numbers below 5 and odd ones above are mirrored. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8;

const orientationTag = 0x0112;

/** @param view of the TIFF structure behind `Exif\0\0` */
function readTiff(view: DataView): Orientation {
  const isLittle = view.getUint16(0) === 0x4949;
  const start = view.getUint32(4, isLittle);
  const count = view.getUint16(start, isLittle);
  for (let index = 0; index < count; index++) {
    const entry = start + 2 + index * 12;
    const value = view.getUint16(entry + 8, isLittle);
    if (view.getUint16(entry, isLittle) === orientationTag) return isOrientation(value) ? value : 1;
  }
  return 1;
}

interface ExifPart {
  orientation: Orientation;
  /** The segment with its marker, in bytes from the file's start. */
  from: number;
  to: number;
}

/** @param bytes the beginning of a JPEG: its EXIF part stands before the picture */
export function findExif(bytes: Uint8Array): ExifPart | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (view.getUint16(0) !== 0xffd8) return null;
    for (let from = 2; view.getUint8(from) === 0xff; ) {
      const marker = view.getUint8(from + 1);
      const to = from + 2 + view.getUint16(from + 2);
      const isExif = marker === 0xe1 && view.getUint32(from + 4) === 0x45786966;
      if (isExif) return { orientation: readTiff(new DataView(bytes.buffer, bytes.byteOffset + from + 10)), from, to };
      // The picture itself begins.
      if (marker === 0xda) return null;
      from = to;
    }
  } catch (error) {
    // The file ends within its own structure: whether it is whole is the server's to say.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

/** The canvas matrix that turns a picture of this width and height, in pixels, upright. */
export function uprightMatrix(
  orientation: Orientation,
  width: number,
  height: number,
): [number, number, number, number, number, number] {
  switch (orientation) {
    case 1:
      return [1, 0, 0, 1, 0, 0];
    case 2:
      return [-1, 0, 0, 1, width, 0];
    case 3:
      return [-1, 0, 0, -1, width, height];
    case 4:
      return [1, 0, 0, -1, 0, height];
    case 5:
      return [0, 1, 1, 0, 0, 0];
    case 6:
      return [0, 1, -1, 0, height, 0];
    case 7:
      return [0, -1, -1, 0, height, width];
    case 8:
      return [0, -1, 1, 0, 0, width];
  }
}

export const isOnItsSide = (orientation: Orientation): boolean => orientation >= 5;
