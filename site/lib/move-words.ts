// What the form of a move says: its button in full words, what the move means, and what was done.
import type { Case } from '../../api/contract/queue.ts';
import { classificationWords, type MoveName, moveWords, otherClassification } from '../../api/contract/words.ts';

const whichOne = ({ title }: Case) => `答复的是：「${title}」`;

const reviewed = ({ reviewers }: Case) =>
  `由 ${reviewers} 位审核人审核，最后一位通过时立即发给留言人；审核期间答复期限照常计算。`;

const isLast = ({ draft, reviewers }: Case) => (draft?.passed ?? 0) + 1 >= reviewers;

/** The button in full words, and what the move means where that is not plain. */
export function wordsFor(move: MoveName, subject: Case, unitName: string): { button: string; explanation?: string } {
  switch (move) {
    case 'classify': {
      const button = `改为${classificationWords[otherClassification[subject.window.classification]]}`;
      const days = subject.otherWindow?.workingDays;
      return {
        button,
        explanation: `${button}后，期限为 ${days} 个工作日，从收到留言时算起，不重新计算；改类会记入公开的统计。期限如下：`,
      };
    }
    case 'assign':
      return { button: unitName ? `分给${unitName}` : '分办' };
    case 'transfer':
      return {
        button: unitName ? `转给${unitName}` : '转办',
        explanation: '转办不改变答复期限；没有选上的协办单位不再协办。',
      };
    case 'return':
      return {
        button: '退回政务公开办',
        explanation: '理由告诉政务公开办，也写入办理经过；退回不改变答复期限，协办随之结束。',
      };
    case 'reply':
      return subject.reviewers > 0
        ? { button: `送审：答复 ${subject.receiptCode}`, explanation: `${reviewed(subject)}${whichOne(subject)}` }
        : {
            button: `答复 ${subject.receiptCode}`,
            explanation: `发出后留言人即可看到，不能撤回。${whichOne(subject)}`,
          };
    case 'pass':
      return {
        button: `通过 ${subject.receiptCode} 的答复`,
        explanation: `请看过问题和上面待审核的全文。${isLast(subject) ? '通过后立即发给留言人，不能撤回。' : '通过后还要另一位审核人审核。'}${whichOne(subject)}`,
      };
    case 'send-back':
      return {
        button: '退回单位修改',
        explanation: '理由告诉承办单位，留言人看不到；退回不改变答复期限。',
      };
    case 'decline':
      return { button: '不予受理', explanation: '理由、反映渠道和补充说明会原样告诉留言人；答复期限到此为止。' };
    case 'urge':
      return {
        button: `督办${subject.unit?.name ?? ''}`,
        explanation: '承办单位会在列表和这件留言里看到督办和理由，理由也记入办理经过；期限不变。',
      };
    case 'release':
      return {
        button: '放行，照常办理',
        explanation: '看过内容，确认是真实的留言。不应受理的，请办理「不予受理」并写明理由。',
      };
    case 'correct':
      return {
        button: `${subject.reviewers > 0 ? '送审：' : ''}更正答复 ${subject.receiptCode}`,
        explanation: `更正后的全文取代原来的答复，注明更正时间，原来的仍在记录里；是否按期的结论不变。${whichOne(subject)}`,
      };
    case 'uphold':
      return { button: '维持原答复', explanation: '理由会原样告诉留言人；「答非所问」仍计入公开的统计。' };
    case 'publish':
      return { button: '选登', explanation: '公开问题和答复，不含称呼和联系方式。请先看清文字里有没有个人信息。' };
    case 'advise':
      return {
        button: `提出协办意见 ${subject.receiptCode}`,
        explanation: `意见给${subject.unit?.name ?? ''}和政务公开办看，留言人和公众看不到；由${subject.unit?.name ?? ''}答复。`,
      };
    case 'unpublish':
      return { button: '撤下' };
  }
}

/** What to say once the move is made. @param after how the comment stands then; null where it is not this clerk's any more */
export function doneWords(move: MoveName, after: Case | null): string {
  const isWaiting = after?.draft?.isInReview === true;
  if (isWaiting && (move === 'reply' || move === 'correct')) return '已送审，等待审核；答复期限照常计算。';
  if (isWaiting && move === 'pass') return '已审核通过，还要另一位审核人审核。';
  if (move === 'pass') return '已审核通过，答复已经发给留言人。';
  if (move === 'advise') return '已提出协办意见。';
  return `已${moveWords[move]}。`;
}
