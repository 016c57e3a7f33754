// Addresses of the pages about one comment. They contain its receipt code, so that a page acts on the comment that it shows,
// even if the browser has since opened another one. The receipt code is public; no address contains the tracking code.

export type CasePath = '/follow/data.json' | '/follow/due.ics' | '/follow/receipt/' | '/follow/result/';

export const caseAddress = (path: CasePath, receiptCode: string, parameters: Record<string, string> = {}): string =>
  `${path}?${new URLSearchParams({ receiptCode, ...parameters })}`;
