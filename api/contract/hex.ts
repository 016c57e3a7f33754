// Bytes as lower-case hexadecimal digits, two per byte: hashes, keys and ids are written this way everywhere.

export const toHex = (bytes: Uint8Array | ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
