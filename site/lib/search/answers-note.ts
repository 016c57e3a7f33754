// States how recent the indexed answers are. Newer answers are only on their own pages.
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import type { AnswersIndexed } from './filters.ts';

/** Fills in the note, and hides the filter for answers if the index has none. */
export async function describeAnswers(note: HTMLElement, option: HTMLOptionElement | null): Promise<void> {
  const response = await fetch('/pagefind/answers.json');
  if (!response.ok) return;
  const { count, at }: AnswersIndexed = await response.json();
  if (count === 0 && !option?.selected) option?.remove();
  const link = document.createElement('a');
  link.href = '/answers/';
  link.textContent = '公开答复';
  const found = count === 0 ? '搜索里还没有收录答复，见' : `答复收录到 ${formatInstant(at)}，更新的见`;
  note.replaceChildren(found, link);
}
