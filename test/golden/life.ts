// One random life: a model of its own of what may follow, so that no step depends on what the application offers.
import { deskOf, type Place, reviewersOf, unitClerk, units } from './accounts.ts';
import type { Chance } from './chance.ts';
import type { Action, Sending, Step } from './steps.ts';
import { writeAdvice, writeDispute, writeReason, writeReply } from './words.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Contacts and files are erased three months after the end; what needs them comes well before. */
const contactsLast = 75 * day;

/** The grounds of inputs/decline-reasons.json; the last has no words, as a refusal from before there was a list. */
const beforeTheList = 'before-the-list';
const grounds = ['other-authority', 'petition', 'lawsuit', 'repeated', beforeTheList, beforeTheList];

type State = 'received' | 'assigned' | 'returned' | 'in-review' | 'replied' | 'disputed' | 'declined' | 'withdrawn';
type Choice = readonly [weight: number, make: () => void];

export interface LifeStart {
  number: number;
  place: Place;
  at: number;
  until: number;
  reviewers: number;
  sending: Sending;
}

export class Life {
  readonly steps: Step[] = [];
  state: State = 'received';
  at: number;
  /** When it was answered or declined first. */
  answeredAt: number | null = null;
  readonly #start: LifeStart;
  readonly #chance: Chance;
  #unit = '';
  #helpers: string[] = [];
  #classification: 'standard' | 'simple' = 'standard';
  #draft: { text: string; passedBy: string[]; isInReview: boolean } | null = null;
  #reply = '';
  #blackouts: { part: string; from: number; to: number }[] = [];
  #isPublished = false;
  #hasConsent: boolean;
  #hasPersonalData: boolean;
  #isRated = false;
  #isDisputed = false;

  constructor(chance: Chance, start: LifeStart) {
    this.#chance = chance;
    this.#start = start;
    this.at = start.at;
    const { words, files } = start.sending;
    this.#hasConsent = words.publish === 'yes';
    this.#hasPersonalData = Boolean(words.name || words.contact || files);
    this.#add({ what: 'send', sending: start.sending });
    if (files === 0 && start.sending.follows === null && !start.sending.areLimitsDown && chance.happens(0.03)) {
      this.at += chance.whole(1, 50) * 1000;
      this.#add({ what: 'send-again', sending: start.sending });
    }
  }

  /** @returns false where nothing more happens to it */
  goOn(): boolean {
    this.at += this.#pause();
    if (this.at >= this.#start.until || this.#chance.happens(0.1)) return false;
    const choices = [...this.#ofResident(), ...this.#ofStaff()];
    if (choices.length === 0) return false;
    this.#chance.weigh(choices)();
    return true;
  }

  #pause(): number {
    return this.#chance.weigh([
      [5, () => this.#chance.whole(2 * 1000, 4 * 60 * minute)],
      [4, () => this.#chance.whole(4 * 60 * minute, 3 * day)],
      [1, () => this.#chance.whole(3 * day, 12 * day)],
    ])();
  }

  #add(action: Action): void {
    this.steps.push({ life: this.#start.number, at: this.at, action });
  }

  #move(by: string, move: string, more: Record<string, unknown> = {}): void {
    this.#add({ what: 'move', by, move: { move, ...more } });
  }

  get #desk(): string {
    return deskOf(this.#start.place);
  }

  get #clerk(): string {
    return unitClerk(this.#start.place, this.#unit);
  }

  get #keepsContact(): boolean {
    const { words } = this.#start.sending;
    const isFresh = this.answeredAt === null || this.at - this.answeredAt < contactsLast;
    return this.#hasPersonalData && isFresh && Boolean(words.name || words.contact);
  }

  #ofResident(): Choice[] {
    const act = (move: string, more: Record<string, unknown> = {}) =>
      this.#add({ what: 'resident', move: { move, ...more } });
    const choices: Choice[] = [];
    const add = (weight: number, isPossible: boolean, make: () => void) => {
      if (isPossible) choices.push([weight, make]);
    };
    const score = () => this.#chance.whole(1, 5);
    const isOpen = ['received', 'returned', 'assigned', 'in-review'].includes(this.state);
    const isAnswered = this.state === 'replied' || this.state === 'disputed';
    add(0.4, isOpen, () => {
      act('withdraw');
      this.state = 'withdrawn';
      this.answeredAt ??= this.at;
      this.#draft = null;
    });
    add(0.15, this.#hasConsent, () => {
      act('withhold');
      this.#hasConsent = false;
      this.#takeDown();
    });
    add(0.15, this.#hasPersonalData, () => {
      act('erase');
      this.#hasPersonalData = false;
    });
    add(3, isAnswered && !this.#isRated, () => {
      act('rate', { solved: score(), speed: score(), manner: score() });
      this.#isRated = true;
    });
    add(2.5, this.state === 'replied' && !this.#isDisputed, () => {
      act('dispute', { text: writeDispute(this.#chance) });
      this.state = 'disputed';
      this.#isDisputed = true;
    });
    return choices;
  }

  #ofStaff(): Choice[] {
    const choices: Choice[] = [];
    const add = (weight: number, isPossible: boolean, make: () => void) => {
      if (isPossible) choices.push([weight, make]);
    };
    const { state } = this;
    const waits = state === 'received' || state === 'returned';
    const isInReview = this.#draft?.isInReview ?? false;
    add(1, waits || state === 'assigned', () => this.#classify());
    add(8, waits, () => this.#assign('assign'));
    add(1.2, waits, () => this.#decline());
    add(1, state === 'assigned', () => this.#assign('transfer'));
    add(1.2, state === 'assigned', () => this.#return());
    add(6, state === 'assigned', () => this.#answer('reply'));
    add(1, state === 'assigned' || state === 'in-review', () =>
      this.#move(this.#desk, 'urge', { reason: this.#reason() }),
    );
    add(3, this.#helpers.length > 0 && (state === 'assigned' || state === 'in-review'), () => this.#advise());
    add(6, isInReview, () => this.#pass());
    add(2, isInReview, () => this.#sendBack());
    add(5, state === 'disputed' && !isInReview, () => this.#answer('correct'));
    add(2, state === 'disputed' && !isInReview, () => this.#uphold());
    add(4, state === 'replied' && this.#hasConsent && !this.#isPublished, () => this.#publish());
    add(0.8, (state === 'replied' || state === 'disputed') && this.#isPublished, () => this.#unpublish());
    add(0.2, this.#keepsContact, () => this.#viewContact(this.#desk));
    const isHeld = this.#unit !== '' && ['assigned', 'in-review', 'replied', 'disputed'].includes(state);
    add(0.2, this.#keepsContact && isHeld, () => this.#viewContact(this.#clerk));
    return choices;
  }

  #reason(): string {
    return writeReason(this.#chance);
  }

  #release(): void {
    this.#add({ what: 'release', by: this.#desk });
    this.at += 1000;
  }

  #classify(): void {
    this.#classification = this.#classification === 'standard' ? 'simple' : 'standard';
    this.#move(this.#desk, 'classify', { classification: this.#classification, reason: this.#reason() });
  }

  #assign(move: 'assign' | 'transfer'): void {
    if (move === 'assign') this.#release();
    const others = units[this.#start.place].filter((unit) => unit !== this.#unit || this.state !== 'assigned');
    const unit = this.#chance.pick(others);
    const helpers = this.#chance.happens(0.3)
      ? this.#chance.some(units[this.#start.place], 0.4).filter((helper) => helper !== unit)
      : [];
    const more = move === 'transfer' ? { reason: this.#reason() } : {};
    this.#move(this.#desk, move, { unit, helpers, ...more });
    this.state = 'assigned';
    this.#unit = unit;
    this.#helpers = helpers;
    this.#draft = null;
  }

  #return(): void {
    this.#move(this.#clerk, 'return', { reason: this.#reason() });
    this.state = 'returned';
    this.#unit = '';
    this.#helpers = [];
    this.#draft = null;
  }

  #decline(): void {
    const ground = this.#chance.pick(grounds);
    const reason = ground === beforeTheList || this.#chance.happens(0.5) ? this.#reason() : '';
    this.#move(this.#desk, 'decline', { ground, reason });
    this.state = 'declined';
    this.answeredAt ??= this.at;
  }

  #advise(): void {
    const helper = unitClerk(this.#start.place, this.#chance.pick(this.#helpers));
    this.#move(helper, 'advise', { text: writeAdvice(this.#chance) });
  }

  #answer(move: 'reply' | 'correct'): void {
    const text = writeReply(this.#chance, String(this.#start.number));
    this.#move(this.#clerk, move, { text, ...(move === 'correct' ? { reason: this.#reason() } : {}) });
    if (this.#start.reviewers === 0) {
      this.#send(text);
      return;
    }
    this.#draft = { text, passedBy: [], isInReview: true };
    if (move === 'reply') this.state = 'in-review';
  }

  #send(text: string): void {
    this.#draft = null;
    this.#reply = text;
    if (this.state === 'disputed') {
      this.#isDisputed = false;
      if (this.#blackouts.some(({ part }) => part === 'reply')) this.#takeDown();
    }
    this.state = 'replied';
    this.answeredAt ??= this.at;
  }

  #pass(): void {
    const draft = this.#draft;
    if (!draft) return;
    const others = reviewersOf(this.#start.place).filter((reviewer) => !draft.passedBy.includes(reviewer));
    const reviewer = this.#chance.pick(others);
    this.#move(reviewer, 'pass');
    draft.passedBy.push(reviewer);
    if (draft.passedBy.length >= this.#start.reviewers) this.#send(draft.text);
  }

  #sendBack(): void {
    const draft = this.#draft;
    if (!draft) return;
    const others = reviewersOf(this.#start.place).filter((reviewer) => !draft.passedBy.includes(reviewer));
    this.#move(this.#chance.pick(others), 'send-back', { reason: this.#reason() });
    draft.isInReview = false;
    draft.passedBy = [];
    if (this.state === 'in-review') this.state = 'assigned';
  }

  #uphold(): void {
    this.#move(this.#desk, 'uphold', { reason: this.#reason() });
    this.state = 'replied';
    this.#draft = null;
  }

  #publish(): void {
    this.#release();
    const isFresh = this.answeredAt !== null && this.at - this.answeredAt < contactsLast;
    const kept = this.#hasPersonalData && isFresh ? this.#start.sending.files : 0;
    const numbers = Array.from({ length: kept }, (_, index) => index + 1);
    const { title, text } = this.#start.sending.words;
    const lengths = { title: title.length, text: text.length, reply: this.#reply.length };
    const parts = this.#chance.some(['title', 'text', 'text', 'reply'] as const, 0.25);
    const blackouts = parts.map((part) => {
      const from = this.#chance.whole(0, Math.floor(lengths[part] / 2));
      return { part, from, to: this.#chance.whole(from + 1, Math.max(from + 1, lengths[part] - 3)) };
    });
    this.#move(this.#desk, 'publish', { files: this.#chance.some(numbers, 0.6), blackouts });
    this.#isPublished = true;
    this.#blackouts = blackouts;
  }

  #unpublish(): void {
    this.#move(this.#desk, 'unpublish', { reason: this.#reason() });
    this.#takeDown();
  }

  #takeDown(): void {
    this.#isPublished = false;
    this.#blackouts = [];
  }

  #viewContact(by: string): void {
    this.#add({ what: 'view-contact', by, reason: this.#reason() });
  }
}
