// npm run lighthouse: the four scores of every kind of page on Lighthouse's throttled phone, and the audits that cost
// points. Needs a built site; `npm run lighthouse -- /figures/ /clock/` measures only these pages.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { findChromium } from './support/chromium.ts';
import { serveSite } from './support/serve.ts';

/** One address of each kind of page. `answer` is resolved through the list of answers. */
const kinds: Record<string, string> = {
  首页: '/',
  地区: '/places/guanxian/',
  年份: '/places/guanxian/2021/',
  文件: '/documents/guanxian-2021/',
  部分: '/documents/guanxian-2021/parts/1/',
  要点: '/documents/guanxian-2021/points/1-4/',
  任务表: '/documents/guanxian-2021/tasks/',
  任务: '/documents/guanxian-2021/tasks/17/',
  单位: '/units/guanxian/minzhengju/',
  全部单位: '/units/',
  对照: '/compare/guanxian-2021/liaocheng-2021/',
  公开答复: '/answers/',
  一件答复: 'answer',
  答复情况: '/figures/?place=guanxian',
  可核对的数字: '/numbers/',
  时限计算: '/clock/',
  核对台账: '/check/',
  搜索: '/search/',
  提问: '/ask/?about=guanxian-2021/tasks/17',
  查询进度: '/follow/',
  开放数据: '/data/',
  关于: '/about/',
  隐私: '/privacy/',
  无障碍: '/accessibility/',
  网站地图: '/site-map/',
};
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

interface LaunchedBrowser {
  port: number;
  close(): Promise<void>;
}

/** Starts Chromium and returns its debugging port. */
async function launchChromium(): Promise<LaunchedBrowser> {
  const browser = await findChromium();
  if (!browser) throw new Error('no Chromium found; CHROMIUM_PATH can name one');
  const profile = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--remote-debugging-port=0'];
  const child = spawn(browser.executablePath, [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    env: browser.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/u.exec(output)?.[1];
      if (found) resolve(Number(found));
    });
    child.on('exit', () => reject(new Error(`Chromium did not start: ${output}`)));
  });
  const close = async () => {
    const end = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    await end;
    rmSync(profile, { recursive: true, force: true });
  };
  return { port, close };
}

async function measure(url: string, port: number) {
  const result = await lighthouse(url, { port, onlyCategories: [...categories], logLevel: 'silent' });
  if (!result) throw new Error(`no result for ${url}`);
  const { lhr } = result;
  const scores = categories.map((name) => Math.round((lhr.categories[name]?.score ?? 0) * 100));
  // Weighted audits that failed, without timings, whose scores follow a curve.
  const weighed = new Set(
    categories
      .flatMap((name) => (lhr.categories[name]?.auditRefs ?? []).filter(({ weight }) => weight > 0))
      .map(({ id }) => id),
  );
  const lost = Object.values(lhr.audits)
    .filter(({ id, score }) => weighed.has(id) && score !== null && score < 0.995)
    .map(({ id, displayValue }) => (displayValue ? `${id} ${displayValue}` : id));
  const value = (id: string) => lhr.audits[id]?.numericValue ?? Number.NaN;
  return { scores, lost, paint: value('largest-contentful-paint'), shift: value('cumulative-layout-shift') };
}

const selectedPaths = process.argv.slice(2);
const site = await serveSite({ port: 8798, state: '.tmp/lighthouse-state' });
const chromium = await launchChromium();
try {
  const list = await (await fetch(`${site.origin}/answers/`)).text();
  const answer = /href="(\/answers\/[A-Z]{2,4}\d{6}-[^"]+)"/u.exec(list)?.[1] ?? '/answers/';
  const rows = Object.entries(kinds).filter(([, path]) => selectedPaths.length === 0 || selectedPaths.includes(path));
  const { version } = JSON.parse(readFileSync('node_modules/lighthouse/package.json', 'utf8')) as { version: string };
  console.info(`Lighthouse ${version}, mobile, simulated throttling\n`);
  console.info('perf  a11y  best  seo    LCP     CLS    page');
  for (const [kind, path] of rows) {
    const url = `${site.origin}${path === 'answer' ? answer : path}`;
    const { scores, lost, paint, shift } = await measure(url, chromium.port);
    const cells = scores.map((score) => String(score).padStart(4)).join('  ');
    console.info(
      `${cells}  ${(paint / 1000).toFixed(2)} s  ${shift.toFixed(3)}  ${kind}${lost.length > 0 ? `  ← ${lost.join(', ')}` : ''}`,
    );
  }
} finally {
  await chromium.close();
  await site.stop();
}
