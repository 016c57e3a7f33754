// Finds in typed text what has to be redacted before publication: numbers that identify a person, accounts, names and
// home addresses. It only proposes: it changes nothing, and what it misses may still be personal.
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

/** Each looks at the whole text by itself; in a tie the earlier one names the kind. */
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

/** Joins overlapping findings into one, named after the longer: nothing that a recogniser found is left out. */
function joinOverlaps(found: PersonalData[]): PersonalData[] {
  const joined: PersonalData[] = [];
  let longest = 0;
  for (const entry of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined[joined.length - 1];
    const length = entry.end - entry.start;
    if (!last || entry.start >= last.end) {
      joined.push({ ...entry });
      longest = length;
      continue;
    }
    // Of two names for the same words, any is better than 较长的号码.
    if (length > longest || (length === longest && last.kind === 'number')) {
      last.kind = entry.kind;
      longest = length;
    }
    last.end = Math.max(last.end, entry.end);
  }
  return joined;
}

export function findPersonalData(text: string): PersonalData[] {
  const { text: folded, starts, ends } = foldTyped(text);
  const found = recognisers.flatMap((recognise) => recognise(folded));
  return joinOverlaps(found).map(({ kind, start, end }) => ({
    kind,
    start: starts[start] ?? 0,
    end: ends[end - 1] ?? text.length,
  }));
}

/** Splits the text into pieces, each with the kind of personal data it holds, or null; joined they are the text. */
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
