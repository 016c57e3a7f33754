// npm run verify:ledger -- EXPORT [RECEIPT-CODE CHECK-CODE]: checks an exported ledger offline.
import { readFileSync } from 'node:fs';
import { formatInstant } from '../../domain/clock/window-words.ts';
import { checkLedger } from '../../domain/ledger/ledger-check.ts';
import { nameEvent } from '../../life/words.ts';
import { explainError, readArguments } from '../../ports/command-line.ts';

const usage = `用法：npm run verify:ledger -- 导出文件 [留言编号 校验值]

核对导出的公开记录（.json），不用联网，也不用服务器。写上回执的留言编号和校验值，就再看这件留言在不在里面、有没有被改过。`;

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
    return fail(`读不了 ${path}：${explainError(error)}`);
  }
}

if (!file || (receiptCode && !checkCode)) fail(usage);
const result = await checkLedger(read(file), receiptCode && checkCode ? { receiptCode, checkCode } : null);
if (!result) fail(`${file} 不是导出的公开记录（mingbai-ledger-1），或者夹进了别的内容。`);
const { findings, events, seals, head, receipt } = result;
for (const { where, what } of findings) console.error(`${where}：${what}`);
for (const event of receipt?.events ?? []) console.info(`${formatInstant(event.at)}  ${nameEvent(event)}  ${event.by}`);
if (receipt)
  console.info(receipt.isThere ? '校验值相符。' : '公开记录里没有这一条：可能被改动过，也可能编号或校验值抄错了。');
console.info(
  `共${events}条办理记录，封存${seals}次，校验值 ${head}：${findings.length === 0 ? '没有发现问题' : `发现${findings.length}处问题`}。`,
);
process.exit(findings.length > 0 || receipt?.isThere === false ? 1 : 0);
