// Published answers as the search index takes them: only what the page of each shows to everybody.
import { readFile } from 'node:fs/promises';
import type { CustomRecord } from 'pagefind';
import { z } from 'zod';
import { type OpenAnswer, openAnswerSchema } from '../../../api/contract/open-answer.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import { kindWords } from './filters.ts';
import { lineEnd, spread } from './pairs.ts';

/** A site that does not answer within this many milliseconds keeps no build waiting. */
const patience = 60_000;

async function load(from: string): Promise<string> {
  if (!/^https?:\/\//u.test(from)) return readFile(from, 'utf8');
  const response = await fetch(from, { signal: AbortSignal.timeout(patience) });
  if (!response.ok) throw new Error(`it answers ${response.status}`);
  return response.text();
}

/**
 * @param from address of the running site's /data/answers.json, or a copy of it; none: no answers
 * @throws Error where they cannot be read whole: an index must not lose answers unseen, nor keep what was taken down
 */
export async function readAnswers(from: string | undefined): Promise<OpenAnswer[]> {
  if (!from) return [];
  try {
    return z.array(openAnswerSchema).parse(JSON.parse(await load(from)));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The published answers could not be read from ${from}: ${reason}`);
  }
}

/** In lines, as its page says it. */
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
