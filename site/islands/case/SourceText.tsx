// The source text that a comment is about, shown beside the reply.
import { useState } from 'react';
import type { Case } from '../../../api/life/requests.ts';

/** Quoted text of a built page; empty if the page quotes none, such as a unit's page. */
function quotedWords(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const places = [...page.querySelectorAll('#text .quoted [data-at]')];
  return places.map(({ textContent }) => textContent.trim()).join('\n');
}

async function readSource(url: string): Promise<string> {
  try {
    const response = await fetch(url);
    return response.ok ? quotedWords(await response.text()) : '';
  } catch {
    return '';
  }
}

export function SourceText({ about }: Pick<Case, 'about'>) {
  const [words, setWords] = useState<string | null>(null);
  return (
    <details
      onToggle={({ currentTarget }) => {
        if (currentTarget.open && !words) void readSource(about.url).then(setWords);
      }}
    >
      <summary>原文：{about.title}</summary>
      <p className="words source-text" role="status">
        {words === null ? '正在读取…' : words || '这里读不到原文，请打开页面看。'}
      </p>
      <p>
        <a href={about.url} target="_blank" rel="noopener">
          打开页面
        </a>
      </p>
    </details>
  );
}
