// npm run verify:ledger -- EXPORT [RECEIPT-CODE CHECK-CODE]: checks an exported ledger without any server.
import { readFileSync } from 'node:fs';
import { formatInstant } from '../../domain/clock/window-words.ts';
import { checkLedger } from '../../domain/ledger/ledger-check.ts';
import { nameEvent } from '../../life/words.ts';
import { readArguments, sentenceOf } from '../../ports/command-line.ts';

const usage = `Usage: npm run verify:ledger -- EXPORT [RECEIPT-CODE CHECK-CODE]

Checks a ledger that was exported, without any server; with the codes of a receipt also that its event is in it.`;

const { positionals } = readArguments(usage, { allowPositionals: true });
const [file, receiptCode, checkCode] = positionals;

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return fail(`Cannot read ${path}: ${sentenceOf(error)}`);
  }
}

if (!file || (receiptCode && !checkCode)) fail(usage);
const result = await checkLedger(read(file), receiptCode && checkCode ? { receiptCode, checkCode } : null);
if (!result) fail(`${file} is no exported ledger (mingbai-ledger-1), or something was slipped into it.`);
const { findings, events, seals, head, receipt } = result;
for (const { where, what } of findings) console.error(`${where}：${what}`);
for (const event of receipt?.events ?? []) console.info(`${formatInstant(event.at)}  ${nameEvent(event)}  ${event.by}`);
if (receipt)
  console.info(receipt.isThere ? 'The check code fits.' : 'The ledger has no such event: changed, or mistyped.');
console.info(`${events} events under ${seals} seals, head ${head}: ${findings.length} findings.`);
process.exit(findings.length > 0 || receipt?.isThere === false ? 1 : 0);
