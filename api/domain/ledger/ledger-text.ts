// The one spelling of an exported ledger. Hashes do not cover how a file is written, so verification compares its text.
import type { LedgerEvent, LedgerExport, LedgerSeal } from '../../contract/ledger.ts';
import { facts, isEventType } from '../../life/life.ts';
import type { LedgerFinding } from './ledger.ts';

/** Ignores no byte: a byte order mark stays, and bytes that are no UTF-8 are refused. @returns null if they are no text */
export function decodeLedger(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** In the order in which the fact declares its fields; those of an unknown fact stay as they are. */
function orderFacts(type: string, fields: LedgerEvent['facts']): LedgerEvent['facts'] {
  if (!isEventType(type)) return fields;
  const declared = Object.keys(facts[type].open);
  const known = declared.filter((name) => fields[name] !== undefined);
  const unknown = Object.keys(fields).filter((name) => !declared.includes(name));
  return Object.fromEntries([...known, ...unknown].map((name) => [name, fields[name] ?? '']));
}

function writeSeal({ number, previous, first, last, root, at, hash }: LedgerSeal): string {
  return JSON.stringify({ number, previous, first, last, root, at, hash });
}

function writeEvent(event: LedgerEvent): string {
  const { position, receiptCode, version, type, at, by, sealed, leaf } = event;
  const fields = orderFacts(type, event.facts);
  return JSON.stringify({ position, receiptCode, version, type, at, by, facts: fields, sealed, leaf });
}

/** The file as the server exports it: seals on the first line, then one event a line. */
export function writeLedger({ format, head, seals, events }: LedgerExport): string {
  const start = `{"format":${JSON.stringify(format)},"head":${JSON.stringify(head)}`;
  const lines = events.map((event) => `\n${writeEvent(event)}`).join(',');
  return `${start},"seals":[${seals.map(writeSeal).join(',')}],"events":[${lines}]}\n`;
}

/** Half of a character, which no file of UTF-8 can hold and only an escape can spell. */
const loneSurrogate = /\p{Surrogate}/u;

/**
 * Finds what parsing hides: duplicate keys, white space, escapes, other spellings of a number, another order of keys,
 * a byte order mark, words after the end.
 */
export function findRewriting(text: string, ledger: LedgerExport): LedgerFinding[] {
  const exported = writeLedger(ledger);
  if (text !== exported) {
    let place = 0;
    while (text[place] === exported[place]) place++;
    const line = text.slice(0, place).split('\n').length;
    const column = place - text.lastIndexOf('\n', place - 1);
    const what = '写法与导出的公开记录不同：有重复的字段、多余的内容，或者被重新编排过';
    return [{ where: `文件第${line}行第${column}个字符`, what }];
  }
  const isBroken = ledger.events.some(({ facts: fields }) =>
    Object.entries(fields)
      .flat()
      .some((value) => loneSurrogate.test(String(value))),
  );
  return isBroken ? [{ where: '文件', what: '含有不成对的代理字符，不是真正的文字' }] : [];
}
