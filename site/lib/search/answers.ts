// Published answers for the search index, limited to what each answer's public page shows.
import { readFile } from 'node:fs/promises';
import type { CustomRecord } from 'pagefind';
import { z } from 'zod';
import { type OpenAnswer, openAnswerSchema } from '../../../api/contract/open-answer.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import { kindWords } from './filters.ts';
import { lineEnd, spread } from './pairs.ts';

/** Timeout in milliseconds: an unresponsive site must not delay the build. */
const timeoutMs = 60_000;

async function load(from: string): Promise<string> {
  if (!/^https?:\/\//u.test(from)) return readFile(from, 'utf8');
  const response = await fetch(from, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`对方返回 ${response.status}`);
  return response.text();
}

/**
 * @param from address of the running site's /data/answers.json, or a copy of the file; without it there are no answers
 * @throws Error on an incomplete file: the index must not lose answers silently, nor keep withdrawn ones
 */
export async function readAnswers(from: string | undefined): Promise<OpenAnswer[]> {
  if (!from) return [];
  try {
    return z.array(openAnswerSchema).parse(JSON.parse(await load(from)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`未能从 ${from} 读到公开答复：${reason}`);
  }
}

/** The answer's lines, in the order of its page. */
export function answerRecord(answer: OpenAnswer): CustomRecord {
  const { receiptCode, place, year, title, text, aboutTitle, unit, unitName, reply, repliedAt, isSample } = answer;
  const lines = [title, aboutTitle, ...text.split('\n'), unitName, ...reply.split('\n')];
  const said = lines.map((line) => line.trim()).filter((line) => line !== '');
  return {
    url: `/answers/${receiptCode}/`,
    content: said.map((line) => spread(line) + lineEnd).join(' '),
    language: 'und',
    meta: {
      title: spread(title),
      kind: spread(isSample ? `${kindWords.answer}（演示数据）` : kindWords.answer),
      where: spread(aboutTitle),
    },
    filters: { kind: ['answer'], place: [place], year: [String(year)], unit: [`${place}/${unit}`] },
    sort: { date: formatInstant(repliedAt) },
  };
}
