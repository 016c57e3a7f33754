// 明确事项: the desk names the subject and the kind of a comment, above all where the resident named neither.
import { kindSchema, kindWords } from '../../contract/words.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { defineMove } from '../move.ts';

const toLine = ({ kind, title }: { kind: keyof typeof kindWords; title: string }): Line => ({
  what: `涉及事项：${title}`,
  note: `类型：${kindWords[kind]}`,
});

export const categorized = defineFact({
  name: 'categorized',
  open: {
    about: z.string(),
    kind: kindSchema,
    /** The subject's title on that day; a later site may have another. */
    title: z.string(),
  },
  closed: {},
  wordsIn: null,
  apply: (standing, { about, kind }) => {
    standing.category = { about, kind };
  },
  fits: ({ about, title }) => about !== '' && title !== '',
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: toLine, resident: toLine, residentNews: null, officeNews: null, ledger: '明确事项' },
});

const chooseSubject = { error: '请选择涉及的事项' };

export const categorize = defineMove({
  name: 'categorize',
  word: '明确事项',
  by: ['desk'],
  as: 'holder',
  from: ['received', 'assigned', 'returned'],
  needs: [],
  input: { about: z.string(chooseSubject).min(1, chooseSubject).max(200), kind: kindSchema },
  makes: [categorized],
  isPrepared: true,
  make: ({ about, kind }, { now, subjectTitle }) => [
    { event: { type: categorized.name, at: now, about, kind, title: subjectTitle(about) } },
  ],
  form: {
    button: () => '确定涉及事项和类型',
    explanation: () => '留言人没有指明事项的，由您归到一项任务、一个单位或一个主题；不影响答复期限。留言人能看到。',
    fields: { about: { as: 'subject' }, kind: { as: 'kind' } },
  },
  done: () => '已明确涉及事项。',
});
