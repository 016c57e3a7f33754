// Lists the possible next steps of the assigned unit, its supporting units and the reviewers in a random life.
import { reviewersOf, unitClerk } from './accounts.ts';
import type { Choice, LifeModel } from './life-model.ts';
import { writeAdvice, writeReply } from './words.ts';

function returnToDesk(life: LifeModel): void {
  life.move(life.clerk, 'return', { reason: life.writeReason() });
  life.state = 'returned';
  life.unit = '';
  life.helpers = [];
  life.draft = null;
}

function advise(life: LifeModel): void {
  const helper = unitClerk(life.start.place, life.chance.pick(life.helpers));
  life.move(helper, 'advise', { text: writeAdvice(life.chance) });
}

function answer(life: LifeModel, move: 'reply' | 'correct'): void {
  const text = writeReply(life.chance, String(life.start.number));
  life.move(life.clerk, move, { text, ...(move === 'correct' ? { reason: life.writeReason() } : {}) });
  if (life.start.reviewers === 0) {
    send(life, text);
    return;
  }
  life.draft = { text, passedBy: [], isInReview: true };
  if (move === 'reply') life.state = 'in-review';
}

function send(life: LifeModel, text: string): void {
  if (life.state === 'disputed') {
    life.isDisputed = false;
    // Redactions of the old text would hide the wrong characters of the new one.
    if (life.blackouts.some(({ part }) => part === 'reply')) life.takeDown();
  }
  life.reply = text;
  life.end('replied');
}

/** Returns reviewers who have not approved the current draft. */
function otherReviewers(life: LifeModel): string[] {
  return reviewersOf(life.start.place).filter((reviewer) => !life.draft?.passedBy.includes(reviewer));
}

function pass(life: LifeModel): void {
  const reviewer = life.chance.pick(otherReviewers(life));
  life.move(reviewer, 'pass');
  if (!life.draft) return;
  life.draft.passedBy.push(reviewer);
  if (life.draft.passedBy.length >= life.start.reviewers) send(life, life.draft.text);
}

function sendBack(life: LifeModel): void {
  life.move(life.chance.pick(otherReviewers(life)), 'send-back', { reason: life.writeReason() });
  if (life.draft) Object.assign(life.draft, { isInReview: false, passedBy: [] });
  if (life.state === 'in-review') life.state = 'assigned';
}

export function listUnitSteps(life: LifeModel): Choice[] {
  const { state, isInReview } = life;
  const isAssigned = state === 'assigned';
  const isHeld = isAssigned || state === 'in-review' || life.isAnswered;
  return [
    { weight: 1.2, isPossible: isAssigned, make: () => returnToDesk(life) },
    { weight: 6, isPossible: isAssigned, make: () => answer(life, 'reply') },
    {
      weight: 3,
      isPossible: life.helpers.length > 0 && (isAssigned || state === 'in-review'),
      make: () => advise(life),
    },
    { weight: 6, isPossible: isInReview, make: () => pass(life) },
    { weight: 2, isPossible: isInReview, make: () => sendBack(life) },
    { weight: 5, isPossible: state === 'disputed' && !isInReview, make: () => answer(life, 'correct') },
    {
      weight: 0.2,
      isPossible: life.keepsContact && isHeld,
      make: () => life.add({ what: 'view-contact', by: life.clerk, reason: life.writeReason() }),
    },
  ];
}
