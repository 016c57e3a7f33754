// Verifies the public ledger in the reader's own browser.
import { readReceiptCode, sortCodes } from '../../api/contract/codes.ts';
import { z } from '../../api/contract/zod.ts';
import { checkLedger } from '../../api/domain/ledger/ledger-check.ts';
import { checkView, notALedger } from '../fragments/check.ts';
import type { Html } from '../fragments/html.ts';
import { notice } from '../fragments/notice.ts';

/** Both may have been pasted into one field. */
const readCodes = (data: FormData) =>
  sortCodes(String(data.get('receiptCode')).trim(), String(data.get('checkCode')).trim(), 'check');

/** The place that the ledger belongs to, from the letters of its first receipt code. */
function placeOf(form: HTMLFormElement, data: FormData): string {
  const letters = readReceiptCode(readCodes(data)[0]).match(/^[A-Z]+/u)?.[0];
  const option = form.querySelector<HTMLOptionElement>(`option[data-code="${letters}"]`);
  return option?.value ?? String(data.get('place'));
}

async function readLedgerText(form: HTMLFormElement, data: FormData): Promise<string> {
  const file = data.get('file');
  if (data.get('source') === 'file') return file instanceof File && file.size > 0 ? file.text() : '';
  const address = `/data/ledger.json?place=${encodeURIComponent(placeOf(form, data))}`;
  // A cached file may predate the comment that the resident wants to verify.
  const response = await fetch(address, { cache: 'no-cache' });
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

export function showCheck(): void {
  const form = document.querySelector<HTMLFormElement>('#check');
  const result = document.querySelector<HTMLElement>('#check-result');
  if (!form || !result) return;
  // The page carries these words, so that the script need not bundle all facts and moves.
  const eventWords = z.record(z.string(), z.string()).parse(JSON.parse(form.dataset['eventWords'] ?? '{}'));
  const show = (words: Html) => {
    // hono/html escapes every value of the fragment
    result.innerHTML = String(words);
    result.focus();
  };
  form.querySelector('button[type="submit"]')?.removeAttribute('disabled');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const [receiptCode, checkCode] = readCodes(data);
    if (Boolean(receiptCode) !== Boolean(checkCode)) {
      show(notice('受理编号和核验码要一起填写，或者都不填。'));
      return;
    }
    try {
      const text = await readLedgerText(form, data);
      if (text === '') {
        show(notice('请先选择以前保存的 ledger.json 文件。'));
        return;
      }
      const check = await checkLedger(text, receiptCode ? { receiptCode, checkCode } : null);
      show(check ? checkView(check, eventWords) : notALedger);
    } catch {
      show(notice('台账没有取到。请检查网络，稍后再试；或者下载后选「我以前保存的文件」。'));
    }
  });
}
