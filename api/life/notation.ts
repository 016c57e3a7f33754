// Converts lists in events to and from strings, because the ledger stores only plain values.

/** Writes unit ids as `yibaoju,jiaotiju`; omits the field if there are none. */
export const writeHelpers = (units: string[]): { helpers?: string } =>
  units.length > 0 ? { helpers: units.join(',') } : {};

export const readHelpers = (helpers: string | undefined): string[] => helpers?.split(',') ?? [];

/** Writes the numbers of published attachments as `1,3`. */
export const writeFileNumbers = (numbers: number[]): string => [...new Set(numbers)].sort().join(',');

export const readFileNumbers = (files = ''): number[] => files.split(',').filter(Boolean).map(Number);
