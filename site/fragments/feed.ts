// An Atom feed of published answers (RFC 4287).
import type { PublishedAnswer } from '../../api/contract/follow.ts';
import { sampleWord } from '../../api/contract/words.ts';
import { answerUrl } from './answers.ts';
import { type Html, html } from './html.ts';

export interface FeedHead {
  title: string;
  /** Addresses of the feed itself and of the page it follows. */
  self: string;
  page: string;
}

/** @param empty value of `updated` while there is no answer, ISO */
export function answerFeed(head: FeedHead, answers: PublishedAnswer[], origin: string, empty: string): Html {
  const newest =
    answers
      .map(({ publishedAt }) => publishedAt)
      .sort()
      .at(-1) ?? empty;
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${head.self}</id><title>${head.title}</title><updated>${newest}</updated>
<author><name>明白账</name></author>
<link rel="self" type="application/atom+xml" href="${head.self}"/><link rel="alternate" type="text/html" href="${head.page}"/>
${answers.map((answer) => {
  const address = `${origin}${answerUrl(answer)}`;
  return html`<entry><id>${address}</id><title>${answer.isSample ? `【${sampleWord}】` : ''}${answer.title}</title>
<link rel="alternate" type="text/html" href="${address}"/>
<published>${answer.publishedAt}</published><updated>${answer.publishedAt}</updated>
<author><name>${answer.reply.unit}</name></author>
<content type="text">${answer.text}

回复（${answer.reply.unit}）：
${answer.reply.text}</content></entry>`;
})}
</feed>`;
}
