// Limits of attachments: how many files, how large, and of which types.
import { z } from './zod.ts';

export const attachmentLimits = { count: 3, megabytes: 5 } as const;
export const maxAttachmentBytes = attachmentLimits.megabytes * 1024 * 1024;

export const attachmentTypeSchema = z.enum(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']);
export type AttachmentType = z.infer<typeof attachmentTypeSchema>;

const attachmentWords: Record<AttachmentType, string> = {
  'image/jpeg': 'JPG 图片',
  'image/png': 'PNG 图片',
  'image/webp': 'WebP 图片',
  'application/pdf': 'PDF 文件',
};

/** `JPG 图片，120 KB` */
export const describeAttachment = ({ type, bytes }: Omit<Attachment, 'number'>): string =>
  `${attachmentWords[type]}，${Math.ceil(bytes / 1024).toLocaleString('zh-CN')} KB`;

export const attachmentSchema = z.object({
  /** 1 to 3, in upload order. */
  number: z.int(),
  type: attachmentTypeSchema,
  bytes: z.int(),
});

/** File extension of the attachment as staff download it. */
export const attachmentEndings: Record<AttachmentType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

export type Attachment = z.infer<typeof attachmentSchema>;
