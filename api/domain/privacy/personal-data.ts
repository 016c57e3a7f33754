// Finds personal data in typed text and proposes redactions: identifying numbers, accounts, names and home addresses. It
// changes nothing, and it can miss personal data.
import { findAccounts } from './personal-data/accounts.ts';
import { findAddresses } from './personal-data/addresses.ts';
import { findCertificates } from './personal-data/certificates.ts';
import type { PersonalData, PersonalKind, Recogniser } from './personal-data/finding.ts';
import { foldTyped } from './personal-data/fold.ts';
import { findMail } from './personal-data/mail.ts';
import { findNames } from './personal-data/names.ts';
import { findLongNumbers } from './personal-data/numbers.ts';
import { findPhones } from './personal-data/phones.ts';
import { findPlates } from './personal-data/plates.ts';

export { type PersonalData, type PersonalKind, personalWords } from './personal-data/finding.ts';

/** Each recogniser scans the full text independently. If two findings tie, the earlier recogniser decides the kind. */
const recognisers: Recogniser[] = [
  findPhones,
  findLongNumbers,
  findMail,
  findAccounts,
  findPlates,
  findCertificates,
  findNames,
  findAddresses,
];

/** Merges overlapping findings into one that covers both; the longer one decides the kind. */
function mergeOverlaps(found: PersonalData[]): PersonalData[] {
  const merged: PersonalData[] = [];
  let longestLength = 0;
  for (const entry of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged[merged.length - 1];
    const length = entry.end - entry.start;
    if (!last || entry.start >= last.end) {
      merged.push({ ...entry });
      longestLength = length;
      continue;
    }
    // For findings of equal length, any other kind is more specific than 较长的号码.
    if (length > longestLength || (length === longestLength && last.kind === 'number')) {
      last.kind = entry.kind;
      longestLength = length;
    }
    last.end = Math.max(last.end, entry.end);
  }
  return merged;
}

export function findPersonalData(text: string): PersonalData[] {
  const { text: folded, starts, ends } = foldTyped(text);
  const found = recognisers.flatMap((recognise) => recognise(folded));
  return mergeOverlaps(found).map(({ kind, start, end }) => ({
    kind,
    start: starts[start] ?? 0,
    end: ends[end - 1] ?? text.length,
  }));
}

/** Splits the text into pieces, each with its kind of personal data or null. Joined, the pieces give the text. */
export function markPersonalData(text: string): { text: string; kind: PersonalKind | null }[] {
  const pieces: { text: string; kind: PersonalKind | null }[] = [];
  let from = 0;
  for (const { kind, start, end } of findPersonalData(text)) {
    if (start > from) pieces.push({ text: text.slice(from, start), kind: null });
    pieces.push({ text: text.slice(start, end), kind });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), kind: null });
  return pieces;
}
