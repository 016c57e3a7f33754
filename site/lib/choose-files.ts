// Files as they are chosen: each unfit one is refused at once, by name and with its reason; the others are kept.
import {
  attachmentLimits,
  attachmentRefusals,
  detectType,
  maxAttachmentBytes,
  maxTotalBytes,
  typeDetectionBytes,
} from '../../api/contract/attachment.ts';

export interface ChosenFiles {
  kept: File[];
  /** A sentence for each refused file. */
  refusals: string[];
}

type Shrink = (file: File) => Promise<File | null>;

const quote = (name: string) => `“${name.slice(0, 80)}”`;
const heicRefusal = (name: string) =>
  `${quote(name)}是 HEIC 照片，这个浏览器打不开。请在手机“设置－相机－格式”里选“兼容性最佳”后重拍，或把照片截图后再选`;

/** One character a byte. */
async function readHead(file: File): Promise<string> {
  // `Blob.arrayBuffer` came with Safari 14.
  const bytes = new Uint8Array(await new Response(file.slice(0, typeDetectionBytes)).arrayBuffer());
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

async function fit(file: File, shrink: Shrink): Promise<File | string> {
  const head = await readHead(file).catch(() => null);
  if (head === null) return `${quote(file.name)}读不出来，请换一个文件`;
  const type = detectType(head);
  if (type === null) return attachmentRefusals.type(quote(file.name));
  if (type === 'heic') return (await shrink(file)) ?? heicRefusal(file.name);
  if (file.size <= maxAttachmentBytes) return file;
  if (type === 'application/pdf') return attachmentRefusals.size(quote(file.name));
  return (await shrink(file)) ?? `${attachmentRefusals.size(quote(file.name))}，这个浏览器也没能把它缩小`;
}

const bytesOf = (files: File[]) => files.reduce((sum, { size }) => sum + size, 0);
const isTwice = (files: File[], { name, size, lastModified }: File) =>
  files.some((one) => one.name === name && one.size === size && one.lastModified === lastModified);

/** @param before what was kept of earlier choices */
export async function chooseFiles(before: File[], chosen: File[], shrink: Shrink): Promise<ChosenFiles> {
  const kept = [...before];
  const refusals: string[] = [];
  for (const file of chosen) {
    if (isTwice(kept, file)) continue;
    if (kept.length >= attachmentLimits.count) {
      refusals.push(`${attachmentRefusals.count()}，${quote(file.name)}没有加上`);
      continue;
    }
    const fitted = await fit(file, shrink);
    if (typeof fitted === 'string') refusals.push(fitted);
    else if (bytesOf(kept) + fitted.size > maxTotalBytes) refusals.push(attachmentRefusals.total(quote(file.name)));
    else kept.push(fitted);
  }
  return { kept, refusals };
}
