// Generates one random life: a resident sends a comment, and random steps follow.
import type { Chance } from './chance.ts';
import { listDeskSteps } from './desk-steps.ts';
import { LifeModel, type LifeStart } from './life-model.ts';
import { listResidentSteps } from './resident-steps.ts';
import { listUnitSteps } from './unit-steps.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const maxSteps = 16;

function drawPause(chance: Chance): number {
  const [from, to] = chance.weigh([
    [5, [2 * 1000, 4 * 60 * minute]],
    [4, [4 * 60 * minute, 3 * day]],
    [1, [3 * day, 12 * day]],
  ] as const);
  return chance.whole(from, to);
}

function sendComment(life: LifeModel): void {
  const { chance, start } = life;
  const { sending } = start;
  life.add({ what: 'send', sending });
  const isPlain = sending.files === 0 && sending.follows === null && !sending.areLimitsDown;
  if (!isPlain || !chance.happens(0.03)) return;
  life.at += chance.whole(1, 50) * 1000;
  life.add({ what: 'send-again', sending });
}

export function makeLife(chance: Chance, start: LifeStart): LifeModel {
  const life = new LifeModel(chance, start);
  sendComment(life);
  for (let step = 0; step < maxSteps; step++) {
    life.at += drawPause(chance);
    if (life.at >= start.until || chance.happens(0.1)) break;
    const possible = [...listResidentSteps(life), ...listDeskSteps(life), ...listUnitSteps(life)]
      .filter(({ isPossible }) => isPossible)
      .map(({ weight, make }) => [weight, make] as const);
    if (possible.length === 0) break;
    chance.weigh(possible)();
  }
  return life;
}
