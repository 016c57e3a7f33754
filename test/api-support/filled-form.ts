// The comment form with every field filled in. A missing field fails to compile.
import type { CommentField } from '../../api/contract/comment-fields.ts';

/** Two valid values of each field, as stored. */
export const filled: Record<CommentField, [one: string, other: string]> = {
  about: ['guanxian-2021/tasks/17', 'guanxian-2021/tasks/18'],
  kind: ['help', 'complaint'],
  title: ['养老服务在哪里公开', '低保名单在哪里公开'],
  text: ['请问我们镇的养老服务信息在哪里可以看到？', '请问我们镇的低保名单在哪里可以看到？'],
  name: ['李四', '王五'],
  contact: ['13900001234', 'wang@example.com'],
  publish: ['yes', 'no'],
  key: ['0123456789abcdef0123456789abcdef', 'f'.repeat(32)],
};
