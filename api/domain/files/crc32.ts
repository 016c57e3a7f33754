// CRC-32 (ISO 3309) of bytes, and of two runs of bytes put together, as PNG and gzip use it.

const polynomial = 0xedb88320;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? polynomial : 0);
  return crc;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Product of two polynomials over GF(2), modulo the CRC's polynomial; bits are reflected, as in the CRC. */
function multiply(a: number, b: number): number {
  let product = 0;
  let factor = b;
  for (let mask = 0x80000000; mask !== 0; mask >>>= 1) {
    if (a & mask) product ^= factor;
    factor = factor & 1 ? (factor >>> 1) ^ polynomial : factor >>> 1;
  }
  return product >>> 0;
}

/** x to the power of eight times `bytes`. */
function powerOf(bytes: number): number {
  let [power, square] = [0x80000000, 0x00800000];
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = multiply(power, square);
    square = multiply(square, square);
  }
  return power;
}

/** @returns the CRC of the bytes of `first` followed by those of `second`, of which there are `length` */
export const joinCrc32 = (first: number, second: number, length: number): number =>
  (multiply(powerOf(length), first) ^ second) >>> 0;
