// Texts of notes to residents and the office about events. They never contain question, reply, name or title.
import { type EventType, isEventType } from '../life/life.ts';
import { noteTextOf, type Recipient } from '../life/words.ts';

export const isNotified = (recipient: Recipient, type: EventType): boolean => noteTextOf(recipient, type) !== null;

/** Describes a failed note to staff: its event and its recipient. */
export const nameNote = (recipient: Recipient, eventType: string): string => {
  const news = isEventType(eventType) ? noteTextOf(recipient, eventType) : null;
  return `给${recipient === 'resident' ? '留言人' : '政务公开办'}的通知：${(news ?? eventType).replace(/^[：的]/u, '')}`;
};

export interface NoteText {
  subject: string;
  text: string;
}

/**
 * Puts the link at the end of a line. Mail and chat programs end a link at a space, so they would include Chinese text that
 * follows it directly.
 */
export const withLink = (textBefore: string, link: URL, textAfter = ''): string =>
  `${textBefore}${link.href}${textAfter && `\n${textAfter}`}`;

/** @param baseUrl of the site; the note links to the form for the two codes, never to the comment itself */
export function writeNote(recipient: Recipient, type: EventType, receiptCode: string, baseUrl: string): NoteText {
  const news = noteTextOf(recipient, type) ?? '';
  if (recipient === 'office') {
    return {
      subject: `留言 ${receiptCode}`,
      text: withLink(`${receiptCode}：${news}。办理：`, new URL('/staff/', baseUrl)),
    };
  }
  return {
    subject: `留言 ${receiptCode} 有新进展`,
    text: withLink(
      `您的留言 ${receiptCode} ${news}。请凭受理编号和查询码查看：`,
      new URL('/follow/', baseUrl),
      '（本消息不含留言内容，也不会向您索要查询码。）',
    ),
  };
}

/** Attempts before a note fails for good and staff see it. */
export const maxAttempts = 6;

const firstDelayMs = 5 * 60_000;

/** In milliseconds: 5, 20, 80, 320 and 1,280 minutes, to outlast a provider's outage of a day. @param tries so far */
export const retryDelayMs = (tries: number): number => firstDelayMs * 4 ** (tries - 1);

/** Failed attempts from which a delivery counts as stuck. */
export const stuckAfter = 2;

/** Estimates the first attempt by subtracting all delays; it was then or earlier. */
export function estimateFirstAttempt({ tries, nextAt }: { tries: number; nextAt: number }): number {
  let at = nextAt;
  for (let attempt = 1; attempt <= tries; attempt++) at -= retryDelayMs(attempt);
  return at;
}
