// Why something could not be stored, in the resident's words.
import type { StorageRefusal } from '../record/storage-quota.ts';

export const quotaWords: Record<StorageRefusal, string> = {
  'files-over-quota': '今天从您所在的网络收到的附件太多，附件没有收下，文字不受影响。请去掉附件后提交，或明天再试。',
  'no-room-for-files': '本站存放附件的空间不足，暂时不能收附件，文字不受影响。请去掉附件后提交。',
  'words-over-quota':
    '今天从您所在的网络提交的留言太多，这一件没有收下。请明天再提交，或拨打12345政务服务便民热线。已填写的内容都还在。',
};
