// Fields and texts that the forms of several moves share.
import type { CaseView } from '../contract/queue.ts';
import type { FormField } from './move.ts';
import { readHelpers } from './notation.ts';

export const reasonField: FormField = { as: 'text', label: '理由', rows: 3, isShort: true };

/** States which comment the reply is for. */
export const nameComment = ({ title }: CaseView): string => `答复的是：「${title}」`;

/** Who reviews a reply before it is sent. */
export const describeReview = ({ reviewers }: CaseView): string =>
  `由 ${reviewers} 位审核人审核，最后一位通过时立即发给留言人；审核期间答复期限照常计算。`;

/** Confirmation after a reply was submitted for review. */
export const sentToReview = '已送审，等待审核；答复期限照常计算。';

/** Lists the supporting units by name; empty for none. */
export const nameHelpers = (helpers: string | undefined, unitName: (id: string) => string): string =>
  helpers ? `${readHelpers(helpers).map(unitName).join('、')}协办` : '';
