// 督办: the desk urges the unit to reply. The unit's moves do not become stale, and the window stays.
import { reasonSchema } from '../../contract/reason.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { reasonField } from '../fields.ts';
import { defineMove } from '../move.ts';

const toLine = ({ reason }: { reason: string }): Line => ({ what: '政务公开办督办', note: reason });

export const urged = defineFact({
  name: 'urged',
  open: {},
  closed: { reason: z.string() },
  wordsIn: null,
  apply: (standing, { at }) => {
    standing.urgedAt = at;
  },
  fits: null,
  draft: 'keeps',
  isQuiet: true,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: null,
    officeNews: '被督办，请承办单位尽快答复',
    ledger: '督办',
  },
});

export const urge = defineMove({
  name: 'urge',
  word: '督办',
  by: ['desk'],
  as: 'holder',
  from: ['assigned', 'in-review'],
  needs: [],
  input: { reason: reasonSchema },
  makes: [urged],
  isPrepared: false,
  make: ({ reason }, { now }) => [{ event: { type: urged.name, at: now, reason } }],
  form: {
    button: ({ unit }) => `督办${unit?.name ?? ''}`,
    explanation: () => '承办单位会在列表和这件留言里看到督办和理由，理由也记入办理经过；期限不变。',
    fields: { reason: reasonField },
  },
  done: () => '已督办。',
});
