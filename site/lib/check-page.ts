// Verifies the public ledger in the reader's own browser.
import { readReceiptCode } from '../../api/contract/codes.ts';
import { z } from '../../api/contract/zod.ts';
import { formatInstant } from '../../api/domain/clock/window-words.ts';
import { checkLedger, type LedgerCheck } from '../../api/domain/ledger/ledger-check.ts';

const element = <K extends keyof HTMLElementTagNameMap>(name: K, text: string, className = '') => {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
};

const list = (lines: string[]) => {
  const made = document.createElement('ul');
  made.append(...lines.map((line) => element('li', line)));
  return made;
};

/** Findings after these are only counted: one damaged file can have thousands. */
const findingsShown = 20;

/** @param words of each type of event; another type stays as it is, and the check has found it already */
function present(check: LedgerCheck, words: Record<string, string>): HTMLElement[] {
  const { findings, events, seals, head, receipt } = check;
  const parts: HTMLElement[] = [];
  if (findings.length === 0) {
    parts.push(element('p', `✓ 台账完整：${events} 条记录，${seals} 号封存，没有发现改动。`, 'verdict met'));
  } else {
    parts.push(element('p', `！台账有 ${findings.length} 处对不上：`, 'verdict missed'));
    parts.push(list(findings.slice(0, findingsShown).map(({ where, what }) => `${where}：${what}`)));
  }
  if (receipt) {
    const verdict = receipt.isThere
      ? ['✓ 核验码对得上：您那条记录在台账里，没有改动。', 'verdict met']
      : [
          '！台账里没有这个核验码的记录：可能抄错了号码，可能还没有封存（约一分钟），也可能记录被改过。',
          'verdict missed',
        ];
    parts.push(element('p', verdict[0] ?? '', verdict[1]));
    parts.push(list(receipt.events.map((event) => `${formatInstant(event.at)} ${words[event.type] ?? event.type}`)));
  }
  parts.push(element('p', `最后一号封存的指纹：${head}`, 'quiet checksum'));
  return parts;
}

/** The place whose ledger it is: by the letters of the receipt code where there is one. */
function placeOf(form: HTMLFormElement, data: FormData): string {
  const letters = readReceiptCode(String(data.get('receiptCode'))).match(/^[A-Z]+/u)?.[0];
  const option = form.querySelector<HTMLOptionElement>(`option[data-code="${letters}"]`);
  return option?.value ?? String(data.get('place'));
}

async function readLedgerText(form: HTMLFormElement, data: FormData): Promise<string> {
  const file = data.get('file');
  if (data.get('source') === 'file') return file instanceof File && file.size > 0 ? file.text() : '';
  const response = await fetch(`/data/ledger.json?place=${encodeURIComponent(placeOf(form, data))}`);
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

export function showCheck(): void {
  const form = document.querySelector<HTMLFormElement>('#check');
  const result = document.querySelector<HTMLElement>('#check-result');
  if (!form || !result) return;
  const words = z.record(z.string(), z.string()).parse(JSON.parse(form.dataset['eventWords'] ?? '{}'));
  const say = (...parts: HTMLElement[]) => {
    result.replaceChildren(...parts);
    result.focus();
  };
  form.querySelector('button[type="submit"]')?.removeAttribute('disabled');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const [receiptCode, checkCode] = [String(data.get('receiptCode')).trim(), String(data.get('checkCode')).trim()];
    if (Boolean(receiptCode) !== Boolean(checkCode)) {
      say(notice('受理编号和核验码要一起填写，或者都不填。'));
      return;
    }
    try {
      const text = await readLedgerText(form, data);
      if (text === '') {
        say(notice('请先选择以前保存的 ledger.json 文件。'));
        return;
      }
      const check = await checkLedger(text, receiptCode ? { receiptCode, checkCode } : null);
      say(
        ...(check
          ? present(check, words)
          : [element('p', '这不是公开台账的文件，或者被塞进了别的内容。', 'verdict missed')]),
      );
    } catch {
      say(notice('台账没有取到。请检查网络，稍后再试；或者下载后选「我以前保存的文件」。'));
    }
  });
}
