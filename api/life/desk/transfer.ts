// 转办: the desk transfers a comment to another lead unit. The window stays. The move replaces all supporting units.
import { reasonSchema } from '../../contract/reason.ts';
import { handlersShape } from '../../contract/triage.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line, type LineContext } from '../fact.ts';
import { nameHelpers, reasonField } from '../fields.ts';
import { defineMove } from '../move.ts';
import { namesHandlers, readHelpers, writeHelpers } from '../notation.ts';
import { assignTo } from '../standing.ts';

const toLine = (event: { unit: string; reason: string; helpers?: string }, { unitName }: LineContext): Line => ({
  what: `转办给${unitName(event.unit)}`,
  note: [event.reason, nameHelpers(event.helpers, unitName)].filter(Boolean).join('；'),
});

export const transferred = defineFact({
  name: 'transferred',
  open: { from: z.string(), unit: z.string(), helpers: z.string().exactOptional() },
  closed: { reason: z.string() },
  wordsIn: null,
  apply: (standing, { unit, helpers }) => assignTo(standing, unit, readHelpers(helpers)),
  fits: ({ from, unit, helpers }, standing) => from === standing.unit && unit !== from && namesHandlers(unit, helpers),
  draft: 'ends',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: '已转给另一个单位办理，答复期限不变',
    officeNews: null,
    ledger: '转办',
  },
});

export const transfer = defineMove({
  name: 'transfer',
  word: '转办',
  by: ['desk'],
  as: 'holder',
  from: ['assigned'],
  needs: [],
  input: { ...handlersShape, reason: reasonSchema },
  makes: [transferred],
  isPrepared: true,
  make: ({ unit, helpers, reason }, { now, standing }) => [
    {
      event: {
        type: transferred.name,
        at: now,
        from: standing.unit ?? '',
        unit,
        reason,
        ...writeHelpers(helpers),
      },
    },
  ],
  form: {
    button: (_, unitName) => (unitName ? `转给${unitName}` : '转办'),
    explanation: () => '转办不改变答复期限；没有选上的协办单位不再协办。',
    fields: { unit: { as: 'unit' }, helpers: { as: 'helpers' }, reason: reasonField },
  },
  done: () => '已转办。',
});
