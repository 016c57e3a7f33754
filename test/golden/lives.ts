// Generates random lives over the span of a plan. The same plan and count always give the same steps.
import type { Place } from './accounts.ts';
import { Chance } from './chance.ts';
import { makeLife } from './life.ts';
import type { LifeModel } from './life-model.ts';
import type { Sending, Step } from './steps.ts';
import { writeContact, writeName, writeText, writeTitle } from './words.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const instant = (local: string) => Date.parse(`${local}:00+08:00`);

const span = { from: instant('2026-03-02T08:00'), to: instant('2027-02-20T18:00') };
/** Receipts whose windows move with a new calendar, because they span the Spring Festival of an unannounced year. */
const unannounced = { from: instant('2027-01-20T08:00'), to: instant('2027-01-29T18:00') };
export const calendarComesAt = instant('2027-01-27T10:30');
export const endsAt = instant('2027-04-20T09:00');

const subjects: Record<Place, string[]> = {
  guanxian: [
    'guanxian-2021/tasks/17',
    'guanxian-2021/tasks/16',
    'guanxian-2021/tasks/3',
    'guanxian-2021/tasks/21',
    'guanxian-2021/points/2-2',
    'guanxian-2021',
    'units/guanxian/minzhengju',
  ],
  pingyin: ['pingyin-2023/tasks/4', 'pingyin-2023/tasks/13', 'pingyin-2023'],
};

/** As in inputs/rules.json. 平阴 has no rule of its own, so it requires no review. */
function reviewersAt(place: Place, at: number): number {
  if (place !== 'guanxian' || at < instant('2026-08-01T00:00')) return 0;
  return at >= instant('2026-11-01T00:00') && at < instant('2027-01-15T00:00') ? 2 : 1;
}

/** When lives begin and end, and what they meet. */
export interface Plan {
  /** Seeds the chance of each life. */
  name: string;
  drawTime(chance: Chance): number;
  /** No follow-up is received after this instant. */
  receivedUntil: number;
  endsAt: number;
  /** Number of reviewers that the rule of a receipt requires. */
  reviewersAt(place: Place, at: number): number;
  flood: { comments: number; pauseMs: { from: number; to: number } };
}

interface Intake {
  place: Place;
  at: number;
  sending: Sending;
}

/** One year of the real calendar. */
const goldenPlan: Plan = {
  name: 'golden record',
  drawTime(chance) {
    const { from, to } = chance.happens(0.3) ? unannounced : span;
    return from + chance.whole(0, to - from);
  },
  receivedUntil: span.to,
  endsAt,
  reviewersAt,
  flood: { comments: 7, pauseMs: { from: 1000, to: minute } },
};

function drawIntake(plan: Plan, chance: Chance, number: number, before: Intake | null): Intake {
  const place: Place = chance.happens(0.15) ? 'pingyin' : 'guanxian';
  const hasProof = !chance.happens(0.04);
  const hasContact = chance.happens(0.5);
  const intake: Intake = {
    place,
    at: plan.drawTime(chance),
    sending: {
      words: {
        about: chance.pick(subjects[place]),
        kind: chance.pick(['question', 'suggestion', 'complaint', 'help']),
        title: writeTitle(chance, String(number)),
        text: writeText(chance, String(number)),
        publish: chance.happens(0.7) ? 'yes' : 'no',
        key: Array.from({ length: 32 }, () => chance.whole(0, 15).toString(16)).join(''),
        ...(hasContact ? { contact: writeContact(chance) } : {}),
        ...(hasContact || chance.happens(0.2) ? { name: writeName(chance) } : {}),
        ...(hasProof ? { proof: `proof ${number}` } : {}),
        ...(chance.happens(0.03) ? { homepage: 'https://mingbai.example/' } : {}),
      },
      files: chance.happens(0.08) ? chance.whole(1, 3) : 0,
      areLimitsDown: chance.happens(0.02),
      follows: null,
    },
  };
  // A duplicate, a few hours later.
  if (before && chance.happens(0.03)) {
    const { about, text } = before.sending.words;
    Object.assign(intake, { place: before.place, at: before.at + chance.whole(minute, 20 * 60 * minute) });
    Object.assign(intake.sending.words, { about, text });
  }
  // An occasional flood.
  if (before && number % 60 > 0 && number % 60 <= plan.flood.comments) {
    const { from, to } = plan.flood.pauseMs;
    const about = chance.pick(subjects[before.place]);
    Object.assign(intake, { place: before.place, at: before.at + chance.whole(from, to) });
    Object.assign(intake.sending.words, { about });
  }
  return intake;
}

function liveFrom(plan: Plan, chance: Chance, number: number, { place, at, sending }: Intake): LifeModel {
  const reviewers = plan.reviewersAt(place, at);
  return makeLife(chance, { number, place, at, sending, reviewers, until: plan.endsAt - day });
}

/** Follows up an answered or declined comment with a new one, which has its own life. */
function followUp(
  plan: Plan,
  chance: Chance,
  number: number,
  parent: LifeModel,
  of: number,
  intake: Intake,
): Intake | null {
  if (parent.endedAt === null || parent.state === 'withdrawn' || !chance.happens(0.12)) return null;
  const at = parent.endedAt + chance.whole(minute, 20 * day);
  if (at > plan.receivedUntil) return null;
  const { sending } = drawIntake(plan, chance, number, null);
  const { about } = intake.sending.words;
  return { place: intake.place, at, sending: { ...sending, follows: of, words: { ...sending.words, about } } };
}

/** Returns the steps of this many lives and their follow-ups in chronological order. */
export function makeLives(count: number, plan = goldenPlan): Step[] {
  const steps: Step[] = [];
  let before: Intake | null = null;
  for (let number = 0; number < count; number++) {
    const chance = new Chance(`${plan.name}/life ${number}`);
    const intake = drawIntake(plan, chance, number, before);
    before = intake;
    const life = liveFrom(plan, chance, number, intake);
    steps.push(...life.steps);
    const next = followUp(plan, chance, number + count, life, number, intake);
    if (next) steps.push(...liveFrom(plan, chance, number + count, next).steps);
  }
  return steps.sort((a, b) => a.at - b.at || a.life - b.life);
}
