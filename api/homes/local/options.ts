// Options of `npm start`; the browser tests use another port, state folder and clock.
import { readArguments } from '../../ports/command-line.ts';

const usage = `用法：npm start [-- --port 8787] [--state 文件夹] [--clock 时刻] [--reviewers 人数] [--no-build] [--fresh]

在本机试用：生成网站，建一个装有演示数据的本地数据库，然后打开网站。
--fresh 清空数据库重来；--no-build 不重新生成网站；--clock 从指定的时刻走起，如 2026-11-20T09:00:00+08:00；
--reviewers 试用答复审核（1或2人）；--state 是本地数据库的文件夹，默认 .state。`;

const { values } = readArguments(usage, {
  options: {
    port: { type: 'string', default: '8787' },
    /** Folder of the local database. */
    state: { type: 'string', default: '.state' },
    /** Start time of the clock; now by default. */
    clock: { type: 'string' },
    /** Number of reviewers per reply; none by default. */
    reviewers: { type: 'string' },
    /** Skips the build. */
    'no-build': { type: 'boolean', default: false },
    /** Starts with an empty database. */
    fresh: { type: 'boolean', default: false },
  },
});

export const options = {
  port: values.port,
  state: values.state,
  clock: values.clock,
  reviewers: values.reviewers,
  build: !values['no-build'],
  fresh: values.fresh,
  baseUrl: `http://localhost:${values.port}`,
};
