// Random lives over five years, and comments that are declined as duplicates.
import { deskOf, unitClerk } from '../golden/accounts.ts';
import { Chance } from '../golden/chance.ts';
import { makeLives, type Plan } from '../golden/lives.ts';
import type { Action, Step } from '../golden/steps.ts';
import { announcedAt, day, instant, reviewersAt } from './release.ts';

const span = { from: instant('2021-01-04T08:00:00'), to: instant('2025-12-31T18:00:00') };
export const endsAt = instant('2026-02-27T09:00:00');
const hour = 3_600_000;

/** Many comments come around a new year, when calendars change. */
function drawTime(chance: Chance): number {
  if (!chance.happens(0.5)) return chance.whole(span.from, span.to);
  const newYear = instant(`${chance.whole(2022, 2025)}-01-01T00:00:00`);
  return newYear + chance.whole(-12 * day, 40 * day);
}

const planOf = (name: string): Plan => ({
  name,
  drawTime,
  receivedUntil: span.to,
  endsAt,
  reviewersAt,
  flood: { comments: 12, pauseMs: { from: 100, to: 4000 } },
});

/** Stands for the receipt code of another life. */
export const codeOfLife = (life: number) => `life ${life}`;

/** A comment and the same again, which the desk declines as a duplicate; its resident may object. */
function makeTwins(name: string, number: number): Step[] {
  const chance = new Chance(`${name}/twins ${number}`);
  const place = 'guanxian';
  const desk = deskOf(place);
  let at = drawTime(chance);
  const steps: Step[] = [];
  const act = (life: number, pause: number, action: Action) => {
    at += pause;
    steps.push({ life, at, action });
  };
  const send = (life: number, pause: number) => {
    const key = Array.from({ length: 32 }, () => chance.whole(0, 15).toString(16)).join('');
    const words = {
      about: 'guanxian-2021/tasks/17',
      kind: 'question',
      title: `第 ${number} 对留言`,
      text: `${name} 第 ${number} 对：我们村的敬老院什么时候建好，床位怎么申请？`,
      publish: 'yes' as const,
      key,
      proof: `twin proof ${life}`,
    };
    act(life, pause, { what: 'send', sending: { words, files: 0, areLimitsDown: false, follows: null } });
  };
  const [one, other] = [number, number + 1];
  send(one, 0);
  if (chance.happens(0.5)) {
    const kind = chance.pick(['complaint', 'suggestion']);
    act(one, hour, { what: 'move', by: desk, move: { move: 'categorize', about: 'guanxian-2021/tasks/3', kind } });
  }
  send(other, chance.whole(hour, 30 * hour));
  act(other, hour, { what: 'release', by: desk });
  const move = { move: 'decline', ground: 'twin', reason: '', duplicateOf: codeOfLife(one) };
  act(other, chance.whole(hour, 12 * day), { what: 'move', by: desk, move });
  if (!chance.happens(0.7)) return steps;
  const dispute = { move: 'dispute', text: '说的不是同一家敬老院，请再看。' };
  act(other, chance.whole(hour, 3 * day), { what: 'resident', move: dispute });
  if (chance.happens(0.5)) {
    act(other, chance.whole(hour, 3 * day), { what: 'move', by: desk, move: { move: 'uphold', reason: '内容相同' } });
    return steps;
  }
  const unit = chance.pick(['minzhengju', 'yibaoju']);
  act(other, chance.whole(hour, 3 * day), { what: 'move', by: desk, move: { move: 'reopen', unit, helpers: [] } });
  const [{ at: receivedAt = 0 } = {}] = steps.filter(({ life }) => life === other);
  if (reviewersAt(place, receivedAt) > 0) return steps;
  const text = `您好，第 ${number} 对留言所问的敬老院明年六月建好。`;
  act(other, chance.whole(hour, 5 * day), { what: 'move', by: unitClerk(place, unit), move: { move: 'reply', text } });
  return steps;
}

/** One pair of twins for every so many lives. */
const livesPerPair = 12;

export function makeYears(name: string, count: number): Step[] {
  const pairs = Math.max(1, Math.floor(count / livesPerPair));
  // Numbers above those of the follow-ups.
  const twins = Array.from({ length: pairs }, (_, index) => makeTwins(name, 10 * count + 2 * index));
  return [...makeLives(count - 2 * pairs, planOf(name)), ...twins.flat()]
    .filter(({ at }) => at < endsAt - day)
    .sort((a, b) => a.at - b.at || a.life - b.life);
}

export interface Deployment {
  at: number;
  /** Number of calendar versions. */
  calendars: number;
}

/** When each calendar version is deployed: some weeks after the notice, sometimes after the year has begun. */
export function drawDeployments(chance: Chance): Deployment[] {
  const deployments = announcedAt.slice(1).map((announced, index): Deployment => {
    const delay = chance.happens(0.5) ? chance.whole(1, 40) : chance.whole(40, 110);
    return { at: announced + delay * day + chance.whole(0, day), calendars: index + 2 };
  });
  // The change of 2023 may overtake the first notice: then both are taken in at once.
  return deployments.filter(({ at }, index) => deployments.slice(index + 1).every((later) => later.at > at));
}
