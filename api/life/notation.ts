// How a fact writes a list as one word of the ledger.

/** In the event's notation: `yibaoju,jiaotiju`; undefined for none. */
export const writeHelpers = (units: string[]): { helpers?: string } =>
  units.length > 0 ? { helpers: units.join(',') } : {};

export const readHelpers = (helpers: string | undefined): string[] => helpers?.split(',') ?? [];

/** The attachments that a publication releases: `1,3`. */
export const writeFileNumbers = (numbers: number[]): string => [...new Set(numbers)].sort().join(',');

export const readFileNumbers = (files = ''): number[] => files.split(',').filter(Boolean).map(Number);
