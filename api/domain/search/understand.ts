// What a query asks for: places, years, bureaus and subjects, whatever words it uses.
import { foldTyped } from '../../contract/fold.ts';
import { foldText } from '../text/matching.ts';
import { correctWhole, type Divider, divideQuery, type Piece } from './divide.ts';
import type { KnownUnit } from './knowledge.ts';
import type { Word } from './lexicon.ts';
import { readPinyin } from './pinyin.ts';

/** One subject, with the words that pages may have for it. */
export interface Subject {
  /** As typed, or as corrected. */
  said: string;
  /** The words of pages, best first. */
  words: string[];
  named: KnownUnit[];
  handledBy: KnownUnit[];
  /** False for a word that the site happens to contain. */
  isRegistered: boolean;
}

export interface Understanding {
  places: string[];
  years: string[];
  subjects: Subject[];
  /** The query without mistakes and in simplified characters; null if it has none. */
  corrected: string | null;
}

/** The documents do not use two digits for a year; people do. */
const year = /(20\d\d)年?|\b(\d\d)年/gu;
/** Queries up to this number of characters must be understood in full; a long question may contain anything. */
const shortQuery = 8;
/** Minimum share of a question's characters, fillers aside, that known words must cover. */
const minCovered = 0.5;
const minCoveredUnsure = 0.7;

const isSubject = ({ word }: Piece) => word !== null && (word.role === 'known' || word.role === 'site');
const lengthOf = (pieces: Piece[]) => pieces.reduce((sum, { typed }) => sum + Array.from(typed).length, 0);
const isUnknown = ({ word, typed }: Piece) => word === null && !/^\p{N}$/u.test(typed);

/** True if what the known words do not cover is small enough to show their pages. */
function isUnderstood(pieces: Piece[]): boolean {
  const known = pieces.filter(isSubject);
  const unknown = lengthOf(pieces.filter(isUnknown));
  if (known.length === 0) return false;
  // A word that was only guessed, or that nobody registered, carries no question of which much is unknown.
  const isSure = known.some(({ isCorrected, word }) => !isCorrected && word?.role === 'known');
  return lengthOf(known) > (lengthOf(known) + unknown) * (isSure ? minCovered : minCoveredUnsure);
}

function dividePart(part: string, divider: Divider): Piece[] {
  const plain = divideQuery(part, divider, false);
  const unknown = lengthOf(plain.filter(isUnknown));
  const isPlain = isUnderstood(plain);
  if (isPlain && (unknown === 0 || lengthOf(plain) > shortQuery)) return plain;
  const corrected = divideQuery(part, divider, true);
  const isBetter = lengthOf(corrected.filter(isUnknown)) < unknown || (!isPlain && isUnderstood(corrected));
  if (isBetter) return corrected;
  // 社会求助 consists of words that say nothing here, and is like one that does.
  const whole = isPlain ? null : correctWhole(part, divider);
  return whole ? [whole] : plain;
}

/** Latin letters that are no known word are read as pinyin. */
function readLetters(text: string, divider: Divider): Piece[] {
  const words = divider.lexicon.get(foldText(text)) ? [] : readPinyin(text, divider);
  return words.map((word, index) => ({ typed: index === 0 ? text : '', word, isCorrected: true }));
}

/** @returns one list a part; parts are separated by spaces */
function divideAll(query: string, divider: Divider): Piece[][] {
  const whole = readLetters(query, divider);
  if (whole.length > 0) return [whole];
  return query.split(/\s+/u).map((typed) => {
    const letters = readLetters(typed, divider);
    return letters.length > 0 ? letters : dividePart(foldText(typed), divider);
  });
}

const asMeant = (pieces: Piece[]) =>
  pieces.map(({ typed, word, isCorrected }) => (isCorrected ? (word?.text ?? typed) : typed)).join('');

const unique = <Item>(items: Item[]) => [...new Set(items)];

const toSubject = ({ text, role, named, handledBy, written, related }: Word): Subject => ({
  said: text,
  words: unique([text, ...named.flatMap(({ names }) => names), ...written, ...related]),
  named: unique(named),
  handledBy: unique(handledBy),
  isRegistered: role === 'known',
});

/** Characters to understand. Hardly a question is longer, and understanding is what a search costs most. */
const maxUnderstood = 48;

/** @returns null if the query is not understood: nothing may be shown for it that it does not say */
export function understand(query: string, divider: Divider): Understanding | null {
  const typed = divider.spelling.simplify(foldTyped(query, maxUnderstood));
  const years = [...typed.matchAll(year)].map(([, full, short]) => full ?? `20${short}`);
  const parts = divideAll(typed.replace(year, ' ').trim(), divider);
  const pieces = parts.flat();
  const places = pieces.flatMap(({ word }) => word?.place ?? []);
  if (!isUnderstood(pieces)) return null;
  const words = unique(pieces.filter(isSubject).flatMap(({ word }) => word ?? []));
  const strong = words.filter(({ isWeak }) => !isWeak);
  const subjects = (strong.length > 0 ? strong : words).map(toSubject);
  const isMistaken = pieces.some(({ isCorrected }) => isCorrected) || typed !== foldTyped(query, maxUnderstood);
  const corrected = isMistaken ? parts.map(asMeant).join(' ') : null;
  return { places: unique(places), years: unique(years), subjects, corrected };
}
