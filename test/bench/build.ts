// npm run bench:build: time, memory and size of builds with 200, 2,000 and 20,000 task pages, in a temporary folder.
// The documents are copies of 冠县 2021 (38 tasks, 18 points) under invented places with five years each, so that units,
// places and comparisons grow as they would in reality. Linux only: memory is read from /proc.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ChangeLog } from '../../content/changes.ts';
import { documentSchema, jurisdictionSchema, unitListSchema } from '../../content/schema.ts';

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [200, 2_000, 20_000];
const tasksEach = 38;
const yearsEach = 5;
const copiedPaths = ['site', 'content', 'api', 'astro.config.mjs', 'package.json', 'tsconfig.json'];
/** In MB. Node's default is too small for the largest build; the output shows the actual peak. */
const heapLimitMb = 8_192;

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const model = {
  document: documentSchema.parse(readJson('content/documents/guanxian-2021.json')),
  jurisdiction: jurisdictionSchema.parse(readJson('content/jurisdictions/guanxian.json')),
  units: unitListSchema.parse(readJson('content/units/guanxian.json')),
  source: readFileSync('seeds/sources/guanxian-2021.txt'),
};

/** `benchaa`, `benchab`, … */
const placeName = (index: number) =>
  `bench${String.fromCharCode(97 + Math.floor(index / 26))}${String.fromCharCode(97 + (index % 26))}`;

function writeContent(root: string, documents: number): void {
  const write = (path: string, value: unknown) => writeFileSync(join(root, path), JSON.stringify(value));
  for (const folder of ['documents', 'jurisdictions', 'units', 'lineage']) {
    rmSync(join(root, 'content', folder), { recursive: true, force: true });
    mkdirSync(join(root, 'content', folder));
  }
  mkdirSync(join(root, 'seeds/sources'), { recursive: true });
  const changes: ChangeLog = {};
  for (let index = 0; index < documents; index++) {
    const place = placeName(Math.floor(index / yearsEach));
    const year = 2021 + (index % yearsEach);
    const id = `${place}-${year}`;
    const document = {
      ...model.document,
      id,
      year,
      jurisdiction: place,
      source: { ...model.document.source, file: `${id}.txt` },
    };
    write(`content/documents/${id}.json`, document);
    writeFileSync(join(root, 'seeds/sources', `${id}.txt`), model.source);
    const sha256 = createHash('sha256').update(JSON.stringify(document)).digest('hex');
    changes[id] = { takenInAt: '2026-01-01T09:00:00+08:00', changedAt: '2026-01-01T09:00:00+08:00', sha256 };
    if (year !== 2021) continue;
    write(`content/jurisdictions/${place}.json`, {
      ...model.jurisdiction,
      id: place,
      name: `${place}县`,
      parent: null,
    });
    write(`content/units/${place}.json`, { ...model.units, jurisdiction: place });
  }
  write('content/changes.json', changes);
}

/** Peak memory of a process so far, in MB (VmHWM). */
function peakMemoryOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // The process has ended.
  }
}

/** CPU seconds of a process and its finished children, at 100 ticks per second. Other jobs do not count. */
function cpuSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /u, '')
      .split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
  } catch {
    return 0;
  }
}

function build(root: string): Promise<{ seconds: number; cpuSeconds: number; peak: number }> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapLimitMb}`, resolve('node_modules/astro/bin/astro.mjs'), 'build'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  let peak = 0;
  let processor = 0;
  const watch = setInterval(() => {
    if (child.pid === undefined) return;
    peak = Math.max(peak, peakMemoryOf(child.pid));
    processor = Math.max(processor, cpuSecondsOf(child.pid));
  }, 100);
  return new Promise((done, fail) => {
    child.on('exit', (code) => {
      clearInterval(watch);
      if (code === 0) done({ seconds: (performance.now() - started) / 1000, cpuSeconds: processor, peak });
      else fail(new Error(`the build failed (${code})`));
    });
  });
}

function sizeOf(folder: string): { files: number; pages: number; bytes: number } {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => ({ name, stat: statSync(join(folder, name)) })).filter(({ stat }) => stat.isFile());
  return {
    files: files.length,
    pages: files.filter(({ name }) => name.endsWith('.html')).length,
    bytes: files.reduce((sum, { stat }) => sum + stat.size, 0),
  };
}

console.info('  tasks    pages    files      time  processor    per page     peak memory   output');
for (const size of sizes) {
  const root = mkdtempSync(join(tmpdir(), 'mingbai-build-'));
  try {
    for (const name of copiedPaths) cpSync(name, join(root, name), { recursive: true });
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    writeContent(root, Math.ceil(size / tasksEach));
    const { seconds, cpuSeconds: processor, peak } = await build(root);
    const { files, pages, bytes } = sizeOf(join(root, 'dist'));
    const cells = [
      String(Math.ceil(size / tasksEach) * tasksEach).padStart(7),
      String(pages).padStart(7),
      String(files).padStart(7),
      `${seconds.toFixed(1)} s`.padStart(9),
      `${processor.toFixed(1)} s`.padStart(9),
      `${((1000 * processor) / pages).toFixed(1)} ms`.padStart(10),
      `${peak.toFixed(0)} MB`.padStart(13),
      `${(bytes / 1e6).toFixed(0)} MB`.padStart(9),
    ];
    console.info(cells.join('  '));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
