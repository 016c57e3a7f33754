// 收回公开的同意: the resident withdraws consent to publication, for good. The public pages drop the answer at once.
import { defineFact, type Line } from '../fact.ts';
import { defineResidentMove } from '../move.ts';
import { takeDown } from '../standing.ts';
import { everyState } from '../states.ts';

const line: Line = { what: '留言人收回公开的同意', note: '' };

export const consentWithdrawn = defineFact({
  name: 'consent-withdrawn',
  open: {},
  closed: {},
  wordsIn: null,
  apply: (standing, event) => {
    standing.isConsentWithdrawn = true;
    takeDown(standing, event);
  },
  fits: null,
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: () => line, resident: () => line, residentNews: null, officeNews: null, ledger: '收回公开同意' },
});

export const withhold = defineResidentMove({
  name: 'withhold',
  from: everyState,
  needs: ['consent'],
  input: {},
  makes: [consentWithdrawn],
  isPrepared: false,
  make: (_, { now }) => [{ event: { type: consentWithdrawn.name, at: now } }],
  place: 'own',
  form: {
    title: '收回公开的同意',
    button: '收回同意，不再公开',
    explanation: ({ isPublished }) =>
      `${isPublished ? '公开展示的问题和答复会立即撤下。' : '以后不会公开。'}收回后不能再改回来；答复不受影响。`,
    fields: {},
  },
  formWhenDeclined: null,
  done: '已收回公开的同意。这件留言不会公开；已经公开的，已撤下。',
  isDone: (_, { isConsentWithdrawn }) => isConsentWithdrawn,
});
