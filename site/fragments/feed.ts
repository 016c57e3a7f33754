// All Atom feeds (RFC 4287): published answers, rendered by the server, and documents, written by the build.
import type { PublishedAnswer } from '../../api/contract/follow.ts';
import { sampleWord } from '../../api/contract/words.ts';
import { answerUrl } from './answers.ts';
import { type Html, html, nothing } from './html.ts';

export interface FeedHead {
  /** The feed's permanent id; its own address by default. */
  id?: string;
  title: string;
  subtitle?: string;
  /** Addresses of the feed itself and of its page. */
  self: string;
  page: string;
}

interface FeedEntry {
  /** Address of the entry's page, which is also the entry's id. */
  address: string;
  title: string;
  /** ISO time. */
  updated: string;
  /** ISO time; omitted if unknown. */
  published?: string;
  /** The entry's elements that follow its dates. */
  body: Html;
}

function writeEntry({ address, title, updated, published, body }: FeedEntry): Html {
  return html`<entry><id>${address}</id><title>${title}</title>
<link rel="alternate" type="text/html" href="${address}"/>
${published ? html`<published>${published}</published>` : nothing}<updated>${updated}</updated>
${body}</entry>`;
}

/** @param updated ISO time; RFC 4287 requires it even in an empty feed */
function writeFeed({ id, title, subtitle, self, page }: FeedHead, entries: FeedEntry[], updated: string): Html {
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${id ?? self}</id><title>${title}</title>${subtitle ? html`<subtitle>${subtitle}</subtitle>` : nothing}<updated>${updated}</updated>
<author><name>明白账</name></author>
<link rel="self" type="application/atom+xml" href="${self}"/><link rel="alternate" type="text/html" href="${page}"/>
${entries.map(writeEntry)}
</feed>`;
}

const newestOf = (entries: FeedEntry[], empty: string): string =>
  entries
    .map(({ updated }) => updated)
    .sort()
    .at(-1) ?? empty;

/** The later of two instants, ISO. */
const newerOf = (one: string, other: string): string => (Date.parse(one) < Date.parse(other) ? other : one);

/** @param empty value of `updated` while there is no answer, ISO */
export function answerFeed(head: FeedHead, answers: PublishedAnswer[], origin: string, empty: string): Html {
  const entries = answers.map((answer) => ({
    address: `${origin}${answerUrl(answer)}`,
    title: `${answer.isSample ? `【${sampleWord}】` : ''}${answer.title}`,
    updated: newerOf(answer.publishedAt, answer.reply.at),
    published: answer.publishedAt,
    body: html`<author><name>${answer.reply.unit}</name></author>
<content type="text">${answer.text}

回复（${answer.reply.unit}）：
${answer.reply.text}</content>`,
  }));
  return writeFeed(head, entries, newestOf(entries, empty));
}

export interface FeedDocument {
  address: string;
  title: string;
  summary: string;
  /** ISO time. */
  date: string;
}

/** @param documents newest first */
export function documentFeed(head: FeedHead, documents: FeedDocument[], empty: string): Html {
  const entries = documents.map(({ address, title, summary, date }) => ({
    address,
    title,
    updated: date,
    body: html`<summary>${summary}</summary>`,
  }));
  return writeFeed(head, entries, newestOf(entries, empty));
}
