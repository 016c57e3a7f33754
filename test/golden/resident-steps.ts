// Lists the resident's possible next steps in a random life.
import type { Choice, LifeModel } from './life-model.ts';
import { writeDispute } from './words.ts';

export function listResidentSteps(life: LifeModel): Choice[] {
  const { chance } = life;
  const act = (move: string, more: Record<string, unknown> = {}) =>
    life.add({ what: 'resident', move: { move, ...more } });
  const score = () => chance.whole(1, 5);
  return [
    {
      weight: 0.4,
      isPossible: life.isWithDesk || life.state === 'assigned' || life.state === 'in-review',
      make() {
        act('withdraw');
        life.end('withdrawn');
      },
    },
    {
      weight: 0.15,
      isPossible: life.hasConsent,
      make() {
        act('withhold');
        life.hasConsent = false;
        life.takeDown();
      },
    },
    {
      weight: 0.15,
      isPossible: life.hasPersonalData,
      make() {
        act('erase');
        life.hasPersonalData = false;
      },
    },
    {
      weight: 3,
      isPossible: life.isAnswered && !life.isRated,
      make() {
        act('rate', { solved: score(), speed: score(), manner: score() });
        life.isRated = true;
      },
    },
    {
      weight: 2.5,
      isPossible: life.state === 'replied' && !life.isDisputed,
      make() {
        act('dispute', { text: writeDispute(chance) });
        life.state = 'disputed';
        life.isDisputed = true;
      },
    },
  ];
}
