// Verifies the public ledger in the reader's own browser.
import { readReceiptCode, sortCodes } from '../../api/contract/codes.ts';
import type { RecordHeads } from '../../api/contract/ledger.ts';
import { readHead } from '../../api/domain/ledger/anchors.ts';
import { checkView, notALedger } from '../fragments/check.ts';
import type { Html } from '../fragments/html.ts';
import { notice } from '../fragments/notice.ts';
import { headsView } from '../fragments/record-head.ts';

/** Both may have been pasted into one field. */
const readCodes = (data: FormData) => sortCodes(typed(data, 'receiptCode'), typed(data, 'checkCode'), 'check');

/** The place whose ledger it is, from the receipt code's letters if there is one. */
function placeOf(form: HTMLFormElement, data: FormData): string {
  const letters = readReceiptCode(readCodes(data)[0]).match(/^[A-Z]+/u)?.[0];
  const option = form.querySelector<HTMLOptionElement>(`option[data-code="${letters}"]`);
  return option?.value ?? String(data.get('place'));
}

/** @returns null if no file was chosen */
function chosenFile(data: FormData, name: string): File | null {
  const file = data.get(name);
  return file instanceof File && file.size > 0 ? file : null;
}

const typed = (data: FormData, name: string): string => String(data.get(name)).trim();

/** What the reader still has to fill in; null if nothing is missing. */
function findMissing(data: FormData): string | null {
  const [receiptCode, checkCode] = readCodes(data);
  if (Boolean(receiptCode) !== Boolean(checkCode)) return '受理编号和核验码要一起填写，或者都不填。';
  if (typed(data, 'head') && readHead(typed(data, 'head')) === null)
    return '以前记下的校验值应为64位数字和字母a到f，前面可以有“第几号”，请检查有没有漏抄。';
  if (data.get('source') === 'file' && chosenFile(data, 'file') === null)
    return '请先选择以前保存的 ledger.json 文件。';
  return null;
}

async function check(form: HTMLFormElement, data: FormData, eventWords: Record<string, string>): Promise<Html> {
  const missing = findMissing(data);
  if (missing !== null) return notice(missing, { kind: 'error' });
  const { verify } = await import('./ledger-verification.ts');
  const [receiptCode, checkCode] = readCodes(data);
  const head = readHead(typed(data, 'head'));
  const files = {
    file: data.get('source') === 'file' ? chosenFile(data, 'file') : null,
    place: placeOf(form, data),
    since: chosenFile(data, 'since'),
  };
  const receipt = receiptCode ? { receiptCode, checkCode } : null;
  const result = await verify(files, receipt, head ? [head] : []);
  return result ? checkView(result, eventWords) : notALedger;
}

/** The page carries these words, so that the script need not bundle all facts and moves. @returns names of events by type */
function readEventWords(form: HTMLFormElement): Record<string, string> {
  const words: unknown = JSON.parse(form.dataset['eventWords'] ?? '{}');
  if (typeof words !== 'object' || words === null) return {};
  return Object.fromEntries(Object.entries(words).map(([type, word]) => [type, String(word)]));
}

/** Lists the newest seal of each place. Without it, the page links to the file. */
async function showHeads(form: HTMLFormElement): Promise<void> {
  const place = document.querySelector<HTMLElement>('#current-head');
  // Not a cached copy: somebody may have sealed a moment ago.
  const response = await fetch('/data/head.json', { cache: 'no-cache' });
  if (!place || !response.ok) return;
  const heads: RecordHeads = await response.json();
  const nameOf = (id: string) => form.querySelector(`option[value="${id}"]`)?.textContent?.trim() ?? id;
  // hono/html escapes every value of the fragment
  place.innerHTML = String(headsView(heads, nameOf));
}

export function showCheck(): void {
  const form = document.querySelector<HTMLFormElement>('#check');
  const result = document.querySelector<HTMLElement>('#check-result');
  if (!form || !result) return;
  const eventWords = readEventWords(form);
  showHeads(form).catch(() => undefined);
  const show = (words: Html) => {
    // hono/html escapes every value of the fragment
    result.innerHTML = String(words);
    result.focus();
  };
  form.querySelector('button[type="submit"]')?.removeAttribute('disabled');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      show(await check(form, new FormData(form), eventWords));
    } catch {
      show(notice('台账没有取到。请检查网络，稍后再试；或者下载后选「我以前保存的文件」。', { kind: 'error' }));
    }
  });
}
