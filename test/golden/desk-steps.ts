// Lists the desk's possible next steps in a random life.
import { units } from './accounts.ts';
import type { Choice, LifeModel } from './life-model.ts';

/** Reasons from inputs/decline-reasons.json. The last one stands for a comment declined before the list existed. */
const beforeTheList = 'before-the-list';
const grounds = ['other-authority', 'petition', 'lawsuit', 'repeated', beforeTheList, beforeTheList];

function classify(life: LifeModel): void {
  life.classification = life.classification === 'standard' ? 'simple' : 'standard';
  life.move(life.desk, 'classify', { classification: life.classification, reason: life.writeReason() });
}

function assign(life: LifeModel, move: 'assign' | 'transfer'): void {
  const { chance } = life;
  if (move === 'assign') life.releaseFirst();
  const all: readonly string[] = units[life.start.place];
  const unit = chance.pick(all.filter((id) => move === 'assign' || id !== life.unit));
  const helpers = chance.happens(0.3) ? chance.some(all, 0.4).filter((helper) => helper !== unit) : [];
  const more = move === 'transfer' ? { reason: life.writeReason() } : {};
  life.move(life.desk, move, { unit, helpers, ...more });
  life.state = 'assigned';
  life.unit = unit;
  life.helpers = helpers;
  life.draft = null;
}

function decline(life: LifeModel): void {
  const ground = life.chance.pick(grounds);
  const reason = ground === beforeTheList || life.chance.happens(0.5) ? life.writeReason() : '';
  life.move(life.desk, 'decline', { ground, reason });
  life.end('declined');
}

function uphold(life: LifeModel): void {
  life.move(life.desk, 'uphold', { reason: life.writeReason() });
  life.state = 'replied';
  life.draft = null;
}

function publish(life: LifeModel): void {
  const { chance } = life;
  const { words, files } = life.start.sending;
  life.releaseFirst();
  const numbers = Array.from({ length: life.keepsPersonalData ? files : 0 }, (_, index) => index + 1);
  const lengths = { title: words.title.length, text: words.text.length, reply: life.reply.length };
  const parts = chance.some(['title', 'text', 'text', 'reply'] as const, 0.25);
  const blackouts = parts.map((part) => {
    const from = chance.whole(0, Math.floor(lengths[part] / 2));
    return { part, from, to: chance.whole(from + 1, Math.max(from + 1, lengths[part] - 3)) };
  });
  life.move(life.desk, 'publish', { files: chance.some(numbers, 0.6), blackouts });
  life.isPublished = true;
  life.blackouts = blackouts;
}

function unpublish(life: LifeModel): void {
  life.move(life.desk, 'unpublish', { reason: life.writeReason() });
  life.takeDown();
}

export function listDeskSteps(life: LifeModel): Choice[] {
  const { state, isWithDesk, isInReview, isPublished } = life;
  const isAssigned = state === 'assigned';
  const isDisputed = state === 'disputed' && !isInReview;
  return [
    { weight: 1, isPossible: isWithDesk || isAssigned, make: () => classify(life) },
    { weight: 8, isPossible: isWithDesk, make: () => assign(life, 'assign') },
    { weight: 1.2, isPossible: isWithDesk, make: () => decline(life) },
    { weight: 1, isPossible: isAssigned, make: () => assign(life, 'transfer') },
    {
      weight: 1,
      isPossible: isAssigned || state === 'in-review',
      make: () => life.move(life.desk, 'urge', { reason: life.writeReason() }),
    },
    { weight: 2, isPossible: isDisputed, make: () => uphold(life) },
    { weight: 4, isPossible: state === 'replied' && life.hasConsent && !isPublished, make: () => publish(life) },
    { weight: 0.8, isPossible: life.isAnswered && isPublished, make: () => unpublish(life) },
    {
      weight: 0.2,
      isPossible: life.keepsContact,
      make: () => life.add({ what: 'view-contact', by: life.desk, reason: life.writeReason() }),
    },
  ];
}
