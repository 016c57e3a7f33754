// npm run soak -- --minutes 30 (after a build): ten connections read and write. Prints the server's memory every half
// minute.
import { parseArgs } from 'node:util';
import { drive, inMegabytes, memoryOf, readPage, writeComment } from './drive.ts';
import { type HomeName, serveHome } from './homes.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    home: { type: 'string', default: 'node' },
    connections: { type: 'string', default: '10' },
  },
});
/** Requests are mostly reads. */
const readsPerWrite = 20;
const turnMs = 30_000;

const home = await serveHome((values.home === 'edge' ? 'edge' : 'node') satisfies HomeName);
const end = performance.now() + Number(values.minutes) * 60_000;
let number = 1;
let failed = 0;
try {
  console.info('minutes    MB   asked   p50 ms   p99 ms   errors');
  while (performance.now() < end) {
    const until = Math.min(end, performance.now() + turnMs);
    const measured = await drive({ until }, Number(values.connections), async (index) => {
      if (index % readsPerWrite > 0) return readPage(home.origin, index);
      return (await writeComment(home.origin, number++)) !== null;
    });
    failed += measured.errors;
    const minutes = ((Number(values.minutes) * 60_000 - (end - performance.now())) / 60_000).toFixed(1);
    const figures = [
      inMegabytes(memoryOf(home.pid)),
      measured.requests,
      measured.median.toFixed(1),
      measured.slow.toFixed(1),
    ];
    console.info([minutes, ...figures, measured.errors].map((figure) => String(figure).padStart(7)).join(' '));
  }
} finally {
  await home.stop();
}
process.exit(failed > 0 ? 1 : 0);
