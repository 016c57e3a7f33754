// Limits of attachments: how many files, how large, and of which types.
import { z } from './zod.ts';

export const attachmentLimits = { count: 3, megabytes: 5 } as const;
export const maxAttachmentBytes = attachmentLimits.megabytes * 1024 * 1024;
/** Maximum total size of a comment's attachments, in bytes. */
export const maxTotalBytes = attachmentLimits.count * maxAttachmentBytes;

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
export const attachmentExtensions: Record<AttachmentType, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

export type Attachment = z.infer<typeof attachmentSchema>;

/** Messages about refused files, shared by the form and the server. @param name as shown to the sender */
export const attachmentRefusals = {
  count: () => `附件最多 ${attachmentLimits.count} 个`,
  size: (name: string) => `${name}超过 ${attachmentLimits.megabytes} MB`,
  total: (name: string) => `加上${name}，附件一共超过 ${attachmentLimits.count * attachmentLimits.megabytes} MB`,
  type: (name: string) => `${name}不是完整的 JPG、PNG、WebP 图片或 PDF 文件`,
};

/** Number of bytes that identify a file's type. A PDF's header may be anywhere in the first kilobyte. */
export const typeDetectionBytes = 1024;

const startsWith = (firstBytes: string, start: string, at = 0) => firstBytes.startsWith(start, at);

/**
 * Detects a file's type by its first bytes. Only the server also checks the rest of the file.
 *
 * @param firstBytes its first `typeDetectionBytes` bytes, one character each
 * @returns `heic` for a photograph that browsers other than Apple's cannot open; null for anything else
 */
export function detectType(firstBytes: string): AttachmentType | 'heic' | null {
  if (startsWith(firstBytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(firstBytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(firstBytes, 'RIFF') && startsWith(firstBytes, 'WEBP', 8)) return 'image/webp';
  if (startsWith(firstBytes, 'ftyp', 4))
    return /^(?:hei|hev|mif1|msf1|avi[fs])/.test(firstBytes.slice(8, 12)) ? 'heic' : null;
  return /%PDF-[12]\.\d/.test(firstBytes) ? 'application/pdf' : null;
}
