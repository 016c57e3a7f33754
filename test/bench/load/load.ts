// npm run load (after a build): reads and writes over 1, 10 and 100 connections in both homes, with latency, errors and
// the server's memory afterwards.
import { parseArgs } from 'node:util';
import { drive, inMegabytes, type Measured, memoryOf, readPage, writeComment } from './drive.ts';
import { type HomeName, homeNames, serveHome } from './homes.ts';

const { values } = parseArgs({
  options: { reads: { type: 'string', default: '2000' }, writes: { type: 'string', default: '500' } },
});
const counts = { reads: Number(values.reads), writes: Number(values.writes) };

const rows = new Map<string, Partial<Record<HomeName, Measured>>>();
let number = 1;
for (const name of homeNames) {
  const home = await serveHome(name);
  try {
    await drive(50, 1, (turn) => readPage(home.origin, turn));
    for (const connections of [1, 10, 100]) {
      const measured = {
        reads: await drive(counts.reads, connections, (turn) => readPage(home.origin, turn)),
        writes: await drive(
          counts.writes,
          connections,
          async () => (await writeComment(home.origin, number++)) !== null,
        ),
      };
      for (const [what, figures] of Object.entries(measured)) {
        const row = `${String(connections).padStart(11)}  ${what.padEnd(6)}`;
        rows.set(row, { ...rows.get(row), [name]: figures });
      }
      console.info(`${name}, ${connections} connections: ${inMegabytes(memoryOf(home.pid))} MB`);
    }
  } finally {
    await home.stop();
  }
}

console.info(
  `\n${counts.reads} reads, ${counts.writes} writes each\nconnections         home   a second   p50 ms   p99 ms   errors`,
);
for (const [row, measured] of rows) {
  for (const [name, { rate, median, slow, errors }] of Object.entries(measured)) {
    const figures = [rate.toFixed(0).padStart(10), median.toFixed(1).padStart(8), slow.toFixed(1).padStart(8)];
    console.info(`${row} ${name} ${figures.join(' ')} ${String(errors).padStart(8)}`);
  }
  const { node, edge } = measured;
  if (node && edge) console.info(`                    ratio ${(node.rate / edge.rate).toFixed(2).padStart(10)}`);
}
process.exit([...rows.values()].flatMap((row) => Object.values(row)).some(({ errors }) => errors > 0) ? 1 : 0);
