// Judges the machine's clock and the seals that prove the time, for the site's operators. Pure.
import type { StatusItem } from '../../contract/status.ts';
import { formatInstant } from '../clock/window-words.ts';
import { formatWait } from './status.ts';

/** All in milliseconds. */
export interface ClockFacts {
  /** By how much the refused system clock is ahead of the record; negative if behind, 0 if it is followed. */
  deviation: number;
  /** The same while nobody can tell which of them is right, so that nothing is recorded; otherwise 0. */
  untold: number;
}

export function judgeClock({ deviation, untold }: ClockFacts): StatusItem {
  const about = { id: 'clock', title: '时钟' };
  if (untold > 0) {
    return {
      ...about,
      state: 'problem',
      found: `机器时钟比最近的记录或封存快${formatWait(untold)}：是停机这么久，还是时钟错了，程序分不清，现在什么也不登记，只能查看`,
      todo: '时钟错了，请校准；时钟无误、确实停了这么久，请在设置里写上 CLOCK_CONFIRMED=当天的日期（如 2026-11-20），再重新启动。',
    };
  }
  if (untold < 0) {
    return {
      ...about,
      state: 'problem',
      found: `机器时钟比最近的记录或封存慢${formatWait(-untold)}：现在什么也不登记，只能查看`,
      todo: '请校准服务器的时间服务，校准后自动恢复；如果机器时钟是对的，请看运维手册“时钟不对”。',
    };
  }
  if (deviation === 0) return { ...about, state: 'fine', found: '机器时钟与记录的时间一致', todo: '' };
  const gap = formatWait(Math.abs(deviation));
  return {
    ...about,
    state: 'problem',
    found: `机器时钟比记录的时间${deviation > 0 ? '快' : '慢'}${gap}，没有采用；记录的时间照常往前走`,
    todo: '请校准服务器的时间服务，校准后自动恢复；如果机器时钟是对的，请重新启动网站。',
  };
}

const hour = 3_600_000;

/** Upkeep seals every hour: after this long without a seal, somebody should look. */
const silence = 3 * hour;
/** A gap is shown for this long. */
const remembered = 7 * 24 * hour;

/**
 * @param times when the newest seals were made, in milliseconds UTC, newest first; those of a week at least
 * @param now milliseconds UTC
 */
export function judgeSeals(times: number[], now: number): StatusItem {
  const about = { id: 'seals', title: '公开记录的封存' };
  const [newest] = times;
  const check = '请检查每小时的定时任务和机器时钟（见运维手册“时钟不对”）。';
  if (newest === undefined) return { ...about, state: 'attention', found: '还没有封存过', todo: check };
  const last = `上次封存 ${formatInstant(new Date(newest).toISOString())}`;
  if (now - newest > silence) {
    return { ...about, state: 'problem', found: `${last}，已过去${formatWait(now - newest)}`, todo: check };
  }
  const gaps = times.flatMap((at, index) => {
    const before = times[index + 1];
    return before === undefined || now - at > remembered ? [] : [{ at, length: at - before }];
  });
  const longest = gaps.reduce((a, b) => (b.length > a.length ? b : a), { at: 0, length: 0 });
  if (longest.length <= silence) return { ...about, state: 'fine', found: last, todo: '' };
  const until = formatInstant(new Date(longest.at).toISOString());
  return {
    ...about,
    state: 'attention',
    found: `${last}；到 ${until} 为止有${formatWait(longest.length)}没有封存`,
    todo: '停过机的不用处理；没有停过机的，请查定时任务和机器时钟。一周后不再提示。',
  };
}
