// Rebuilds ICC profiles (ICC.1:2022) from the curves and matrix that browsers need, without texts, dates and device names.
import { joinBytes, readAscii, toDataView } from './bytes.ts';

const headerLength = 128;
/** Tags of a matrix profile: white point, adaptation, primaries and curves. */
const keptTags = new Set(['wtpt', 'chad', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'kTRC']);
/** Number of parameters of each parametric curve type. */
const parameters = [1, 3, 4, 5, 7];
/** Maximum number of tags; a larger table belongs to another kind of profile. */
const maxTags = 100;

/** @returns the exact length of a value by its type, so that the copy excludes trailing bytes; null for other types */
function measureValue(value: Uint8Array): number | null {
  if (value.length < 12) return null;
  const view = toDataView(value);
  switch (readAscii(value, 0, 4)) {
    case 'XYZ ':
      return 20;
    case 'sf32':
      return 44; // a 3 by 3 matrix
    case 'curv':
      return 12 + 2 * view.getUint32(8);
    case 'para': {
      const count = parameters[view.getUint16(8)];
      return count === undefined ? null : 12 + 4 * count;
    }
    default:
      return null;
  }
}

function readTags(profile: Uint8Array): Map<string, Uint8Array> | null {
  const view = toDataView(profile);
  const count = view.getUint32(headerLength);
  if (count > maxTags || headerLength + 4 + count * 12 > profile.length) return null;
  const tags = new Map<string, Uint8Array>();
  for (let entry = headerLength + 4; entry < headerLength + 4 + count * 12; entry += 12) {
    const tag = readAscii(profile, entry, 4);
    const value = profile.subarray(view.getUint32(entry + 4));
    const length = keptTags.has(tag) ? measureValue(value) : null;
    if (length !== null && length <= value.length) tags.set(tag, value.subarray(0, length));
  }
  return tags;
}

/** Writes version, class, colour space, connection space, signature and illuminant; all other fields are zero. */
function writeHeader(profile: Uint8Array, size: number): Uint8Array {
  const header = new Uint8Array(headerLength);
  for (const [from, to] of [
    [8, 24],
    [36, 40],
    [68, 80],
  ] as const)
    header.set(profile.subarray(from, to), from);
  toDataView(header).setUint32(0, size);
  return header;
}

/** @returns the profile without personal data; null for a profile without curves and matrix, which the caller drops */
export function cleanProfile(profile: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (profile.length < headerLength + 4 || readAscii(profile, 36, 4) !== 'acsp') return null;
  const isKnown = ['RGB ', 'GRAY'].includes(readAscii(profile, 16, 4)) && readAscii(profile, 20, 4) === 'XYZ ';
  const tags = isKnown ? readTags(profile) : null;
  const curves = readAscii(profile, 16, 4) === 'GRAY' ? ['kTRC'] : ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'];
  if (!tags || !curves.every((tag) => tags.has(tag))) return null;
  const table = new Uint8Array(4 + tags.size * 12);
  const values: Uint8Array[] = [];
  let at = headerLength + table.length;
  let entry = 4;
  toDataView(table).setUint32(0, tags.size);
  for (const [tag, value] of tags) {
    table.set(
      [...tag].map((char) => char.charCodeAt(0)),
      entry,
    );
    toDataView(table).setUint32(entry + 4, at);
    toDataView(table).setUint32(entry + 8, value.length);
    const padded = new Uint8Array(Math.ceil(value.length / 4) * 4);
    padded.set(value);
    values.push(padded);
    at += padded.length;
    entry += 12;
  }
  return joinBytes([writeHeader(profile, at), table, ...values]);
}
