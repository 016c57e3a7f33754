// A model of one comment, independent of the application, so that no step depends on what the application offers.
import { deskOf, type Place, unitClerk } from './accounts.ts';
import type { Chance } from './chance.ts';
import type { Action, Sending, Step } from './steps.ts';
import { writeReason } from './words.ts';

const day = 24 * 60 * 60_000;
/** Contacts and files are erased three months after the end. Steps that need them must happen well before. */
const contactRetentionMs = 75 * day;

type State = 'received' | 'assigned' | 'returned' | 'in-review' | 'replied' | 'disputed' | 'declined' | 'withdrawn';

/** A possible next step. */
export interface Choice {
  weight: number;
  isPossible: boolean;
  make: () => void;
}

export interface LifeStart {
  number: number;
  place: Place;
  at: number;
  until: number;
  reviewers: number;
  sending: Sending;
}

export class LifeModel {
  readonly steps: Step[] = [];
  readonly chance: Chance;
  readonly start: LifeStart;
  state: State = 'received';
  at: number;
  /** When the comment was first answered, declined or withdrawn. */
  endedAt: number | null = null;
  unit = '';
  helpers: string[] = [];
  classification: 'standard' | 'simple' = 'standard';
  draft: { text: string; passedBy: string[]; isInReview: boolean } | null = null;
  reply = '';
  blackouts: { part: string; from: number; to: number }[] = [];
  isPublished = false;
  hasConsent: boolean;
  hasPersonalData: boolean;
  isRated = false;
  isDisputed = false;

  constructor(chance: Chance, start: LifeStart) {
    this.chance = chance;
    this.start = start;
    this.at = start.at;
    const { words, files } = start.sending;
    this.hasConsent = words.publish === 'yes';
    this.hasPersonalData = Boolean(words.name || words.contact || files);
  }

  add(action: Action): void {
    this.steps.push({ life: this.start.number, at: this.at, action });
  }

  move(by: string, move: string, more: Record<string, unknown> = {}): void {
    this.add({ what: 'move', by, move: { move, ...more } });
  }

  get desk(): string {
    return deskOf(this.start.place);
  }

  get clerk(): string {
    return unitClerk(this.start.place, this.unit);
  }

  get isWithDesk(): boolean {
    return this.state === 'received' || this.state === 'returned';
  }

  get isAnswered(): boolean {
    return this.state === 'replied' || this.state === 'disputed';
  }

  get isInReview(): boolean {
    return this.draft?.isInReview ?? false;
  }

  /** True while personal data and files are stored and not about to be erased. */
  get keepsPersonalData(): boolean {
    return this.hasPersonalData && (this.endedAt === null || this.at - this.endedAt < contactRetentionMs);
  }

  get keepsContact(): boolean {
    const { words } = this.start.sending;
    return this.keepsPersonalData && Boolean(words.name || words.contact);
  }

  writeReason(): string {
    return writeReason(this.chance);
  }

  /** Releases the comment first, because only the application knows whether screening held it. */
  releaseFirst(): void {
    this.add({ what: 'release', by: this.desk });
    this.at += 1000;
  }

  end(state: State): void {
    this.state = state;
    this.endedAt ??= this.at;
    this.draft = null;
  }

  takeDown(): void {
    this.isPublished = false;
    this.blackouts = [];
  }
}
