// Divides a query into known words at the least cost. If it must, takes a stretch for a word that sounds or looks like it.
import type { Lexicon, Word } from './lexicon.ts';
import { blurSound, characterCosts, type Spelling } from './spelling.ts';

export interface Piece {
  typed: string;
  /** Null for a character that belongs to no known word. */
  word: Word | null;
  /** True if the word is only like what was typed. */
  isCorrected: boolean;
}

export interface Divider {
  lexicon: Lexicon;
  spelling: Spelling;
}

/** Costs of one piece. Few long words are better than many short ones, and a known word is better than a likely mistake. */
const exactCost = 0.1;
const fillerCost = 0.15;
const numberCost = 0.2;
const unknownCost = 1.6;
const mistakeCost = 1;
/** A word that nobody registered is less likely meant. */
const siteWordCost = 0.3;
/** A missing or an extra character. */
const slipCost = 1;

/** The most that the characters of a word of this length may differ; a short word with a wrong character is soon another one. */
function mostCost({ characters: { length }, role }: Word): number {
  if (length === 2) return role === 'known' ? characterCosts.nearSound : characterCosts.sameSound;
  if (length === 3) return 2 * characterCosts.lookAlike;
  return length === 4 ? 1.9 : 2.4;
}

/** Fewer characters do not show which word lacks one, or has one too many. */
const minSlipLength = 4;
const longestMistaken = 10;

function differenceOf(typed: string[], word: Word, most: number, spelling: Spelling): number {
  let cost = 0;
  for (const [index, character] of word.characters.entries()) {
    cost += spelling.costOf(typed[index] ?? '', character);
    if (cost > most) return Number.POSITIVE_INFINITY;
  }
  // A word of which no character stands is a guess.
  const isKept = word.characters.some((character, index) => character === typed[index]);
  return isKept || cost <= typed.length * characterCosts.sameSound ? cost : Number.POSITIVE_INFINITY;
}

/** True if removing one character of the longer text gives the shorter one. */
function hasSlip(longer: string[], shorter: string[]): boolean {
  let at = 0;
  while (at < shorter.length && longer[at] === shorter[at]) at++;
  return longer.slice(at + 1).join('') === shorter.slice(at).join('');
}

interface Step {
  end: number;
  cost: number;
  piece: Piece;
}

/** Words that the typed characters may stand for: one character stands where it does, or all sound alike. */
function listCandidates(typed: string[], length: number, { lexicon, spelling }: Divider): Set<Word> {
  const candidates = new Set<Word>();
  for (const [position, character] of typed.entries()) {
    // A missing or an extra character moves the others by one.
    for (const moved of [position - 1, position, position + 1]) {
      if (moved !== position && typed.length === length) continue;
      for (const word of lexicon.withCharacter(length, moved, character)) candidates.add(word);
    }
  }
  for (const sound of new Set(spelling.soundsOf(typed[0] ?? '').map(blurSound))) {
    for (const word of lexicon.withFirstSound(length, sound)) candidates.add(word);
  }
  return candidates;
}

function* wrongCharactersAt(characters: string[], start: number, length: number, divider: Divider): Generator<Step> {
  const window = characters.slice(start, start + length);
  if (window.length < length) return;
  const typed = window.join('');
  for (const word of listCandidates(window, length, divider)) {
    if (word.text === typed) continue;
    const cost = differenceOf(window, word, mostCost(word), divider.spelling);
    if (!Number.isFinite(cost)) continue;
    const total = mistakeCost + cost + (word.role === 'known' ? 0 : siteWordCost);
    yield { end: start + length, cost: total, piece: { typed, word, isCorrected: true } };
  }
}

function* slipsAt(characters: string[], start: number, length: number, divider: Divider): Generator<Step> {
  for (const taken of [length - 1, length + 1]) {
    const window = characters.slice(start, start + taken);
    if (window.length < taken) continue;
    for (const word of listCandidates(window, length, divider)) {
      const isSlip = taken < length ? hasSlip(word.characters, window) : hasSlip(window, word.characters);
      if (!isSlip) continue;
      const piece = { typed: window.join(''), word, isCorrected: true };
      yield { end: start + taken, cost: mistakeCost + slipCost, piece };
    }
  }
}

function* mistakesAt(characters: string[], start: number, divider: Divider): Generator<Step> {
  const left = characters.length - start;
  for (let length = 2; length <= Math.min(longestMistaken, left + 1); length++) {
    yield* wrongCharactersAt(characters, start, length, divider);
    if (length >= minSlipLength) yield* slipsAt(characters, start, length, divider);
  }
}

function* stepsAt(characters: string[], start: number, divider: Divider, mayCorrect: boolean): Generator<Step> {
  const { lexicon } = divider;
  for (let length = 1; length <= Math.min(lexicon.longest, characters.length - start); length++) {
    const typed = characters.slice(start, start + length).join('');
    const word = lexicon.get(typed);
    if (!word) continue;
    const cost = word.role === 'filler' ? fillerCost * length : exactCost;
    yield { end: start + length, cost, piece: { typed, word, isCorrected: false } };
  }
  const typed = characters[start] ?? '';
  yield {
    end: start + 1,
    cost: /\p{N}/u.test(typed) ? numberCost : unknownCost,
    piece: { typed, word: null, isCorrected: false },
  };
  if (mayCorrect) yield* mistakesAt(characters, start, divider);
}

/** @param mayCorrect false to take only words as they stand */
export function divideQuery(text: string, divider: Divider, mayCorrect: boolean): Piece[] {
  const characters = Array.from(text);
  const best: ({ cost: number; from: number; piece: Piece } | undefined)[] = [];
  const costAt = (at: number) => (at === 0 ? 0 : (best[at]?.cost ?? Number.POSITIVE_INFINITY));
  for (let start = 0; start < characters.length; start++) {
    for (const { end, cost, piece } of stepsAt(characters, start, divider, mayCorrect)) {
      const total = costAt(start) + cost;
      if (total < costAt(end)) best[end] = { cost: total, from: start, piece };
    }
  }
  const pieces: Piece[] = [];
  for (let at = characters.length; at > 0; ) {
    const step = best[at];
    if (!step) break;
    pieces.unshift(step.piece);
    at = step.from;
  }
  return pieces;
}

/** @returns the word that the whole text is most like; null if there is none */
export function correctWhole(text: string, divider: Divider): Piece | null {
  const characters = Array.from(text);
  const whole = [...mistakesAt(characters, 0, divider)].filter(({ end }) => end === characters.length);
  return whole.sort((a, b) => a.cost - b.cost)[0]?.piece ?? null;
}
