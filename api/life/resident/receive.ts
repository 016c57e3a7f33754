// 收到留言: the first event of every comment.
import { kindSchema } from '../../contract/words.ts';
import { z } from '../../contract/zod.ts';
import { defineFact, type Line } from '../fact.ts';
import { judgedWith } from '../judging.ts';

const toLine = ({ follows }: { follows?: string }): Line => ({
  what: '收到留言',
  note: follows ? `追问 ${follows}` : '',
});

export const received = defineFact({
  name: 'received',
  open: {
    jurisdiction: z.string(),
    kind: kindSchema,
    about: z.string(),
    sample: z.boolean(),
    /** Salted hash of title and text. */
    text: z.string(),
    /** For a follow-up, the receipt code of the comment it continues. */
    follows: z.string().exactOptional(),
    /** Salted hash of the attachments. */
    files: z.string().exactOptional(),
    ...judgedWith,
  },
  closed: {},
  wordsIn: null,
  apply: () => {
    throw new Error('a comment is received once');
  },
  fits: null,
  draft: 'keeps',
  isQuiet: false,
  erasesPersonalData: false,
  words: {
    staff: toLine,
    resident: toLine,
    residentNews: '已经收到，将在期限内答复',
    officeNews: '收到新留言',
    ledger: '收到',
  },
});
