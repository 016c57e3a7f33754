// Addresses of one comment's own pages. They name the comment, so that a page acts on what it shows, whichever comments the
// browser opened later. The receipt code is public; the tracking code is in no address.

export type CasePath = '/follow/data.json' | '/follow/due.ics' | '/follow/receipt/' | '/follow/result/';

export const caseAddress = (path: CasePath, receiptCode: string, more: Record<string, string> = {}): string =>
  `${path}?${new URLSearchParams({ receiptCode, ...more })}`;
