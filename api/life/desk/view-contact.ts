// 查看联系方式: a clerk viewed name and contact and gave a reason. The auditor sees this event, the resident does not.
import { z } from '../../contract/zod.ts';
import { defineFact } from '../fact.ts';

export const contactViewed = defineFact({
  name: 'contact-viewed',
  open: {},
  closed: { reason: z.string() },
  wordsIn: null,
  apply: null,
  fits: null,
  draft: 'keeps',
  isQuiet: true,
  erasesPersonalData: false,
  words: {
    staff: ({ reason }) => ({ what: '查看联系方式', note: reason }),
    resident: null,
    residentNews: null,
    officeNews: null,
    ledger: '查看联系方式',
  },
});
