// 撤回: the resident withdraws the comment before the reply. The window then ends without a verdict.
import { defineFact, type Line } from '../fact.ts';
import { defineResidentMove } from '../move.ts';
import { stopClock } from '../standing.ts';
import { everyState } from '../states.ts';

const line: Line = { what: '留言人撤回', note: '' };

export const withdrawn = defineFact({
  name: 'withdrawn',
  open: {},
  closed: {},
  wordsIn: null,
  apply: (standing, { at }) => {
    standing.state = 'withdrawn';
    stopClock(standing, at, 'withdrawal', null);
  },
  fits: null,
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: () => line, resident: () => line, residentNews: null, officeNews: '留言人撤回', ledger: '撤回' },
});

export const withdraw = defineResidentMove({
  name: 'withdraw',
  from: everyState,
  needs: ['clock-running'],
  input: {},
  makes: [withdrawn],
  isPrepared: false,
  make: (_, { now }) => [{ event: { type: withdrawn.name, at: now } }],
  place: 'own',
  form: {
    title: '撤回这件留言',
    button: '撤回留言',
    explanation: () => '撤回后不再办理，也不能恢复。受理编号和办理记录仍在公开台账上，不含您的文字。',
    fields: {},
  },
  formWhenDeclined: null,
  done: '留言已撤回，不再办理。',
  isDone: (_, { state }) => state === 'withdrawn',
});
