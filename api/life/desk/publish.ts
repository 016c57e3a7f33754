// 选登: the desk publishes question, reply and selected attachments, with redactions.
import { attachmentLimits } from '../../contract/attachment.ts';
import { blackoutSchema } from '../../contract/queue.ts';
import { z } from '../../contract/zod.ts';
import { isBlackoutList, readBlackouts, writeBlackouts } from '../blackouts.ts';
import { defineFact, type Line } from '../fact.ts';
import { defineMove } from '../move.ts';
import { isFileList, readFileNumbers, writeFileNumbers } from '../notation.ts';

/** States the published attachments and the number of redactions. */
function toLine({ files, blackouts }: { files?: string; blackouts?: string }): Line {
  const released = files ? [`连同附件 ${files.replaceAll(',', '、')}`] : [];
  const hidden = blackouts ? [`涂黑 ${readBlackouts(blackouts).length} 处`] : [];
  return { what: '选登，公开展示', note: [...released, ...hidden].join('，') };
}

export const published = defineFact({
  name: 'published',
  open: {
    /** Numbers of the public attachments: `1,3`. */
    files: z.string().exactOptional(),
    /** Redacted ranges: `text:12-23,reply:3-8`. */
    blackouts: z.string().exactOptional(),
  },
  closed: {},
  wordsIn: null,
  apply: (standing, { files, blackouts }) => {
    standing.isPublished = true;
    standing.takenDownAt = null;
    standing.publicFiles = readFileNumbers(files);
    standing.blackouts = readBlackouts(blackouts);
    standing.lastBlackouts = standing.blackouts;
  },
  fits: ({ files, blackouts }) => isFileList(files) && isBlackoutList(blackouts),
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: { staff: toLine, resident: toLine, residentNews: null, officeNews: null, ledger: '选登' },
});

/** Far more ranges than anybody redacts by hand. */
const maxBlackouts = 200;

export const publish = defineMove({
  name: 'publish',
  word: '选登',
  by: ['desk'],
  as: 'holder',
  from: ['replied'],
  needs: ['released', 'consent', 'unpublished'],
  input: {
    /** Numbers of the attachments to publish; none by default. */
    files: z.array(z.coerce.number().int().min(1).max(attachmentLimits.count)).max(attachmentLimits.count).default([]),
    blackouts: z
      .array(blackoutSchema)
      .max(maxBlackouts, { error: `涂黑不超过 ${maxBlackouts} 处` })
      .default([]),
  },
  makes: [published],
  isPrepared: true,
  make: ({ files, blackouts }, { now }) => [
    {
      event: {
        type: published.name,
        at: now,
        ...(files.length > 0 ? { files: writeFileNumbers(files) } : {}),
        ...(blackouts.length > 0 ? { blackouts: writeBlackouts(blackouts) } : {}),
      },
    },
  ],
  form: {
    button: () => '选登',
    explanation: () =>
      '公开问题和答复，不含称呼和联系方式。涂黑的每个字公众看到的是「■」，原文仍在记录里，留言人和办理的人照常看到。涂黑了答复里的字以后，答复一经更正，选登随之撤下，须重新选登。选登后立即公开，也可以搜到。',
    fields: { files: { as: 'own-form' }, blackouts: { as: 'own-form' } },
  },
  done: () => '已选登。',
});
