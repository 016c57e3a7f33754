// npm run changes: records the time of reviewed changes to content files. Pages show these times.
import { writeFileSync } from 'node:fs';
import { clockInShanghai } from '../../api/domain/clock/calendar.ts';
import { readArguments } from '../../api/ports/command-line.ts';
import { hashContent, listUnrecordedChanges, logFile, readChangeLog, updateChangeLog } from './change-log.ts';

readArguments('用法：npm run changes\n\n核对过内容文件以后，记下各文件的更新时间（页面上显示的就是它）。', {});
const [log, hashes] = [readChangeLog(), hashContent()];
const changed = listUnrecordedChanges(log, hashes);
// Local time in Shanghai, with offset.
const now = `${clockInShanghai(Date.now())}+08:00`;
writeFileSync(logFile, `${JSON.stringify(updateChangeLog(log, hashes, now), null, 2)}\n`);
const noted = changed.filter((id) => hashes.has(id));
const gone = changed.filter((id) => !hashes.has(id));
if (changed.length === 0) console.info('没有改动。');
if (noted.length > 0) console.info(`已记下 ${noted.join('、')} 的更新时间 ${now}。`);
if (gone.length > 0) console.info(`${gone.join('、')} 已不在 content/documents/，不再记它的更新时间。`);
