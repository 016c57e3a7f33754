// npm run verify:ledger -- EXPORT [RECEIPT-CODE CHECK-CODE]: checks an exported ledger offline.
import { readFileSync } from 'node:fs';
import { calendarVersions, statutory } from '../../../content/calendar/index.ts';
import { rules, siteDefault, siteDefaults } from '../../../content/rules/index.ts';
import { ledgerExportSchema } from '../../contract/ledger.ts';
import { witnessMarksSchema } from '../../contract/witnesses.ts';
import { createCalendars } from '../../domain/clock/calendar.ts';
import { formatInstant } from '../../domain/clock/window-words.ts';
import { readHead } from '../../domain/ledger/anchors.ts';
import { type LedgerKnowledge, readKnowledge } from '../../domain/ledger/knowledge.ts';
import { checkLedger } from '../../domain/ledger/ledger-check.ts';
import { decodeLedger } from '../../domain/ledger/ledger-text.ts';
import { checkMarks } from '../../domain/ledger/marks.ts';
import { nameEvent } from '../../life/words.ts';
import { explainError, readArguments } from '../../ports/command-line.ts';

const usage = `用法：npm run verify:ledger -- 导出文件 [留言编号 校验值] [--since 旧文件] [--head "第几号 校验值"]…

核对导出的公开记录（/data/ledger.json），不用联网，也不用服务器：文件的写法、每条记录和封存的校验值、
每件留言的办理经过和时间先后、期限的计算。
留言编号 校验值：写上回执的留言编号和校验值，就再看这件留言在不在里面、有没有被改过。
--since 旧文件：以前保存的公开记录。新文件须包含它的全部封存和记录。
--head 校验值：以前记下的一次封存的校验值（64位），回执、答复页和早报上都有，连同前面的“第几号”一起抄更好，例如
--head "第12号 3f5a…"。它须在新文件里；可以写几次。
--marks 文件：网站的 /data/witnesses.json，本站之外的见证；核对其中的时间戳（RFC 3161）签的是不是这里的封存、时间对不对。
几个地方各有公开记录的，再用 --place 写明是哪个地方，例如 --place mouxian。
--calendar 文件、--rules 文件：别处的公开记录，按那里的 /data/calendar.json 和 /data/rules.json 核对；那里的日历比本软件
自带的多出放假日，又没有标为本单位自定，就是问题。

没有问题时退出码为0，发现问题为1，用法不对为2。`;

/** Exit code if nothing was checked, so that scripts do not mistake a usage error for a finding. */
const usageErrorCode = 2;

const { values, positionals } = readArguments(
  usage,
  {
    allowPositionals: true,
    options: {
      since: { type: 'string' },
      head: { type: 'string', multiple: true, default: [] },
      calendar: { type: 'string' },
      rules: { type: 'string' },
      marks: { type: 'string' },
      place: { type: 'string' },
    },
  },
  usageErrorCode,
);
const [file, receiptCode, checkCode, ...extraArguments] = positionals;

function fail(message: string, code = 1): never {
  console.error(message);
  process.exit(code);
}

function readText(path: string): string {
  try {
    return decodeLedger(readFileSync(path)) ?? '';
  } catch (error) {
    return fail(`读不了 ${path}：${explainError(error, 'zh')}`);
  }
}

/** Loads the calendars and rules of this software, or the published ones of another site. */
function loadKnowledge(): LedgerKnowledge {
  const parse = (path: string | undefined, own: unknown) => (path === undefined ? own : JSON.parse(readText(path)));
  try {
    const calendar = parse(values.calendar, { versions: calendarVersions, statutory });
    return readKnowledge(calendar, parse(values.rules, { siteDefault, siteDefaults, rules }));
  } catch {
    return fail('--calendar 或 --rules 的文件不是 /data/calendar.json 和 /data/rules.json。', usageErrorCode);
  }
}

/** Time-stamps of the ledger's seals. */
async function checkWitnesses(text: string, marksText: string) {
  try {
    const all = witnessMarksSchema.parse(JSON.parse(marksText));
    const place = values.place;
    const own = all.filter(({ places }) => place === undefined || places.includes(place));
    return await checkMarks(ledgerExportSchema.parse(JSON.parse(text)), own);
  } catch {
    return fail('--marks 的文件不是 /data/witnesses.json。', usageErrorCode);
  }
}

if (!file || (receiptCode && !checkCode) || extraArguments.length > 0) fail(usage, usageErrorCode);
const heads = values.head.map(
  (typed) => readHead(typed) ?? fail(`--head 应为64位校验值，前面可以有“第几号”，不是 ${typed}`, usageErrorCode),
);
const knowledge = loadKnowledge();
const receiptToCheck = receiptCode && checkCode ? { receiptCode, checkCode } : null;
const result = await checkLedger(readText(file), receiptToCheck, {
  knowledge,
  heads,
  since: values.since === undefined ? null : readText(values.since),
  now: Date.now(),
  known: createCalendars(calendarVersions, statutory),
});
const marks = values.marks === undefined ? null : await checkWitnesses(readText(file), readText(values.marks));
if (!result) fail(`${file} 不是导出的公开记录（mingbai-ledger-1），或者夹进了别的内容。`);
const { notes, events, seals, head, receipt } = result;
const findings = [...result.findings, ...(marks?.findings ?? [])];
for (const { number, witness, at, certificate } of marks?.stamps ?? [])
  console.info(
    `第${number}号封存，${witness} ${formatInstant(new Date(at).toISOString())} 签的时间戳相符（证书SHA-256 ${certificate}）。`,
  );
for (const { where, what } of findings) console.error(`${where}：${what}`);
for (const { where, what } of notes) console.info(`请留意，${where}：${what}。`);
for (const event of receipt?.events ?? []) console.info(`${formatInstant(event.at)}  ${nameEvent(event)}  ${event.by}`);
if (receipt)
  console.info(receipt.isThere ? '校验值相符。' : '公开记录里没有这一条：可能被改动过，也可能编号或校验值抄错了。');
console.info(
  `共${events}条办理记录，封存${seals}次，校验值 ${head}：${findings.length === 0 ? '没有发现问题' : `发现${findings.length}处问题`}。`,
);
process.exit(findings.length > 0 || receipt?.isThere === false ? 1 : 0);
