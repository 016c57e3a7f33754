// Lives of five years in one office: moves, upkeep, new calendars and rules, crashes in between, and a look at all numbers
// before, during and after.
import { expect } from 'vitest';
import { type Place, places } from '../golden/accounts.ts';
import { Chance } from '../golden/chance.ts';
import type { Action, Step } from '../golden/steps.ts';
import { takeSteps } from '../golden/walk.ts';
import { expectSameNumbers } from './compare.ts';
import type { Moment } from './crash.ts';
import { codeOfLife, drawDeployments, endsAt, makeYears } from './lives.ts';
import { openYearsOffice } from './office.ts';
import { ruleReleases } from './release.ts';

const hour = 3_600_000;
const firstYear = 2021;
const moments: Moment[] = ['between', 'within', 'after'];

/** How often something happened. */
export interface Told {
  steps: number;
  crashes: number;
  /** Crashes of the upkeep that takes in a calendar. */
  crashedIntakes: number;
  looks: number;
  looksBeforeUpkeep: number;
  types: Set<string>;
}

/** @param looksAt share of the steps after which all numbers are compared */
export async function runYears(data: string, name: string, count: number, looksAt: number): Promise<Told> {
  const office = openYearsOffice(data);
  const { world, random, errors, crash } = office;
  const { act, given } = takeSteps(office);
  const chance = new Chance(`${name}/office`);
  const told: Told = { steps: 0, crashes: 0, crashedIntakes: 0, looks: 0, looksBeforeUpkeep: 0, types: new Set() };
  const versionOf = office.file.prepare('SELECT version FROM comments WHERE receipt_code = ?');

  function arm(share: number): void {
    if (!chance.happens(share)) return;
    const moment = chance.pick(moments);
    crash.arm(moment === 'between' ? chance.whole(0, 40) : chance.whole(0, 3), moment);
  }

  /** A crashed process starts again, and has forgotten everything. */
  function hasCrashed(): boolean {
    if (!crash.disarm()) return false;
    told.crashes++;
    errors.length = 0;
    office.deploy();
    return true;
  }

  async function look(share = 1): Promise<void> {
    if (!chance.happens(share)) return;
    told.looks++;
    const year = Number(new Date(world.now + 8 * hour).toISOString().slice(0, 4));
    const place: Place = chance.happens(0.7) ? 'guanxian' : 'pingyin';
    await expectSameNumbers(office, place, year > firstYear ? [year - 1, year] : [year]);
  }

  async function runUpkeep(at: number, crashes: number): Promise<boolean> {
    world.now = at;
    random.begin(`upkeep ${at}`);
    arm(crashes);
    const failure = await office.runHourly().catch((error: unknown) => error);
    if (hasCrashed()) return false;
    if (failure) throw failure;
    return true;
  }

  /** The code of another life, where a step names one. */
  function nameCodes(action: Action): Action {
    if (action.what !== 'move' || typeof action.move['duplicateOf'] !== 'string') return action;
    const twin = [...given].find(([life]) => codeOfLife(life) === action.move['duplicateOf']);
    return { ...action, move: { ...action.move, duplicateOf: twin?.[1].receiptCode } };
  }

  async function take({ life, at, action: written }: Step, index: number): Promise<void> {
    world.now = at;
    const action = nameCodes(written);
    const readVersion = () => versionOf.get(given.get(life)?.receiptCode ?? '')?.['version'];
    const before = readVersion();
    random.begin(`step ${index} of life ${life}`);
    // A follow-up that is begun again has another key.
    const isRepeatable = action.what !== 'send' || action.sending.follows === null;
    if (isRepeatable) arm(0.08);
    let answer = await act(life, action).catch((error: unknown) => {
      if (!crash.disarm()) throw error;
      crash.arm(0, 'between');
      return null;
    });
    if (hasCrashed() && (action.what === 'send' || readVersion() === before)) {
      await look(0.2);
      random.begin(`step ${index} of life ${life}, again`);
      answer = await act(life, action);
    } else if (answer && !answer.ok && readVersion() !== before) answer = null;
    if (answer && !answer.ok) {
      throw new Error(`${name}, life ${life}, ${JSON.stringify(action)}: ${answer.status} ${await answer.text()}`);
    }
    told.steps++;
  }

  try {
    const deployments = drawDeployments(chance);
    const releases = ruleReleases.map((at) => ({ at, calendars: null as number | null }));
    const events = [...deployments, ...releases].sort((a, b) => a.at - b.at);
    let untilUpkeep = 5;
    let isWaiting = false;
    for (const [index, step] of makeYears(name, count).entries()) {
      while (events[0] && events[0].at <= step.at) {
        const [{ at, calendars }] = events.splice(0, 1) as [{ at: number; calendars: number | null }];
        world.now = Math.max(world.now, at);
        office.deploy(calendars ?? undefined);
        if (calendars === null) continue;
        isWaiting = true;
        await look();
        told.looksBeforeUpkeep++;
        untilUpkeep = Math.min(untilUpkeep, chance.whole(0, 4));
      }
      if (untilUpkeep-- <= 0) {
        const now = world.now + Math.floor((step.at - world.now) * chance.next());
        while (!(await runUpkeep(now, isWaiting ? 0.7 : 0.1))) {
          if (isWaiting) told.crashedIntakes++;
          await look(isWaiting ? 1 : 0.2);
        }
        if (isWaiting) await look();
        isWaiting = false;
        untilUpkeep = chance.whole(2, 20);
      }
      await take(step, index);
      await look(looksAt);
    }
    await runUpkeep(endsAt, 0);
    for (const place of places) await expectSameNumbers(office, place, [2021, 2022, 2023, 2024, 2025, 2026]);
    expect(await office.verify()).toEqual([]);
    expect(errors).toEqual([]);
    const { ledger } = await office.readFiles();
    for (const { type } of ledger.events) told.types.add(type);
    return told;
  } finally {
    office.close();
  }
}
