// Checks the packages for known vulnerabilities at the registry. If the registry has no audit service, exits with a
// separate code: unchecked is not clean.
import { spawnSync } from 'node:child_process';
import { z } from 'zod';

/** EX_TEMPFAIL of `sysexits.h`. */
const notAvailable = 75;
const timeoutMs = 60_000;

const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', timeout: timeoutMs });
const parsed = (() => {
  try {
    return reportSchema.safeParse(JSON.parse(stdout)).data;
  } catch {
    return undefined;
  }
})();
if (!parsed) {
  console.info('npm audit: not available, the registry in use does not support it; nothing was checked');
  process.exit(notAvailable);
}
const severe = Object.entries(parsed.vulnerabilities).filter(([, { severity }]) =>
  ['high', 'critical'].includes(severity),
);
for (const [name, { severity, range }] of severe) console.error(`${name} ${range}: ${severity}`);
console.info(
  `npm audit: ${Object.keys(parsed.vulnerabilities).length} known vulnerabilities, ${severe.length} of them high or critical`,
);
process.exit(severe.length > 0 ? 1 : 0);
