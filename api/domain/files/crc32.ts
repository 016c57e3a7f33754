// Computes the CRC-32 (ISO 3309) that PNG and gzip use, and combines the CRCs of two byte sequences.

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

/** Multiplies two polynomials over GF(2), modulo the CRC's polynomial. Bits are reflected, as in the CRC. */
function multiply(a: number, b: number): number {
  let product = 0;
  let factor = b;
  for (let mask = 0x80000000; mask !== 0; mask >>>= 1) {
    if (a & mask) product ^= factor;
    factor = factor & 1 ? (factor >>> 1) ^ polynomial : factor >>> 1;
  }
  return product >>> 0;
}

/** Computes the polynomial x to the power of 8 × `bytes`, modulo the CRC's polynomial. */
function computePower(bytes: number): number {
  let [power, square] = [0x80000000, 0x00800000];
  for (let remaining = bytes; remaining > 0; remaining = Math.floor(remaining / 2)) {
    if (remaining % 2 === 1) power = multiply(power, square);
    square = multiply(square, square);
  }
  return power;
}

/** Computes the CRC of two concatenated sequences from their CRCs. @param length of the second sequence, in bytes */
export const combineCrc32 = (first: number, second: number, length: number): number =>
  (multiply(computePower(length), first) ^ second) >>> 0;
