// Converts lists in events to and from strings, because the ledger stores only plain values.
import { attachmentLimits } from '../contract/attachment.ts';
import { maxSupportingUnits } from '../contract/triage.ts';

/** Writes unit ids as `yibaoju,jiaotiju`; omits the field if there are none. */
export const writeHelpers = (units: string[]): { helpers?: string } =>
  units.length > 0 ? { helpers: units.join(',') } : {};

/** One unit leads; the supporting ones are others, each named once. */
export function namesHandlers(unit: string, helpers: string | undefined): boolean {
  const named = [unit, ...readHelpers(helpers)];
  return !named.includes('') && new Set(named).size === named.length && named.length <= maxSupportingUnits + 1;
}

/** A salted hash of words, as every fact with words holds one. */
export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/u.test(text);

export const readHelpers = (helpers: string | undefined): string[] => helpers?.split(',') ?? [];

/** Writes the numbers of published attachments as `1,3`. */
export const writeFileNumbers = (numbers: number[]): string => [...new Set(numbers)].sort().join(',');

export const readFileNumbers = (files = ''): number[] => files.split(',').filter(Boolean).map(Number);

/** Absent, or as written: existing numbers, each once, in order. */
export function isFileList(files: string | undefined): boolean {
  if (files === undefined) return true;
  const numbers = readFileNumbers(files);
  const exist = numbers.every((number) => Number.isInteger(number) && number >= 1 && number <= attachmentLimits.count);
  return numbers.length > 0 && exist && writeFileNumbers(numbers) === files;
}
