// Texts of notes to residents and the office about events. They never contain question, reply, name or title.
import { type EventType, isEventType } from '../life/life.ts';
import { noteTextOf, type Recipient } from '../life/words.ts';

export const isNotified = (recipient: Recipient, type: EventType): boolean => noteTextOf(recipient, type) !== null;

/** Describes a failed note to staff: its event and its recipient. */
export const nameNote = (recipient: Recipient, what: string): string => {
  const news = isEventType(what) ? noteTextOf(recipient, what) : null;
  return `给${recipient === 'resident' ? '留言人' : '政务公开办'}的通知：${(news ?? what).replace(/^[：的]/u, '')}`;
};

export interface NoteText {
  subject: string;
  text: string;
}

/**
 * The link ends its line: mail programs, telephones and chat groups find the end of a link at a space, and would take
 * Chinese words after it for a part of the address.
 */
export const withLink = (before: string, link: URL, after = ''): string =>
  `${before}${link.href}${after && `\n${after}`}`;

/** @param baseUrl of the site; the note links to the form for the two codes, never to the comment itself */
export function writeNote(recipient: Recipient, type: EventType, receiptCode: string, baseUrl: string): NoteText {
  const what = noteTextOf(recipient, type) ?? '';
  if (recipient === 'office') {
    return {
      subject: `留言 ${receiptCode}`,
      text: withLink(`${receiptCode}：${what}。办理：`, new URL('/staff/', baseUrl)),
    };
  }
  return {
    subject: `留言 ${receiptCode} 有新进展`,
    text: withLink(
      `您的留言 ${receiptCode} ${what}。请凭受理编号和查询码查看：`,
      new URL('/follow/', baseUrl),
      '（本消息不含留言内容，也不会向您索要查询码。）',
    ),
  };
}

/** Attempts before a note fails for good and staff see it. */
export const maxTries = 6;

const firstWait = 5 * 60_000;

/** In milliseconds: 5, 20, 80, 320 and 1,280 minutes, to outlast a provider's outage of a day. @param tries so far */
export const retryDelayMs = (tries: number): number => firstWait * 4 ** (tries - 1);

/** Failed attempts from which a delivery counts as stuck. */
export const stuckAfter = 2;

/** Estimates the first attempt by subtracting all delays; it was then or earlier. */
export function estimateFirstAttempt({ tries, nextAt }: { tries: number; nextAt: number }): number {
  let at = nextAt;
  for (let past = 1; past <= tries; past++) at -= retryDelayMs(past);
  return at;
}
