// 撤下: the desk removes a published answer from the public pages.
import { reasonSchema } from '../../contract/reason.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { reasonField } from '../fields.ts';
import { defineMove } from '../move.ts';
import { takeDown } from '../standing.ts';

const toLine = ({ reason }: { reason: string }): Line => ({ what: '撤下，不再公开展示', note: reason });

export const unpublished = defineFact({
  name: 'unpublished',
  open: {},
  closed: { reason: z.string() },
  wordsIn: null,
  apply: takeDown,
  fits: null,
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: toLine, resident: toLine, residentNews: null, officeNews: null, ledger: '撤下' },
});

export const unpublish = defineMove({
  name: 'unpublish',
  word: '撤下',
  by: ['desk'],
  as: 'holder',
  from: ['replied', 'disputed'],
  needs: ['published'],
  input: { reason: reasonSchema },
  makes: [unpublished],
  isPrepared: false,
  make: ({ reason }, { now }) => [{ event: { type: unpublished.name, at: now, reason } }],
  form: {
    button: () => '撤下',
    explanation: () => null,
    fields: { reason: reasonField },
  },
  done: () => '已撤下。',
});
