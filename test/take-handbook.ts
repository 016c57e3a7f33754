// npm run handbook: retakes the screenshots of /staff/handbook/ into site/assets/handbook/. It runs the same end-to-end
// test as `npm test`, which only checks the screens and writes to the test's own folder.
import { spawnSync } from 'node:child_process';
import { quietEnvironment } from '../api/homes/local/quiet.ts';

function run(command: string, ...args: string[]): void {
  const env = { ...quietEnvironment, HANDBOOK_PICTURES: 'site/assets/handbook' };
  const { status } = spawnSync(command, args, { stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}

run('astro', 'build');
run('playwright', 'test', '--config', 'test/playwright.config.ts', 'handbook');
console.info(
  '\nLook at the pictures in site/assets/handbook/ and at content/docs/answer.webp, and commit them; the next build shows them.',
);
