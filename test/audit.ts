// Known weaknesses of the packages, asked of the registry. Where the registry in use does not answer such questions, this
// says so and ends with a code of its own: not asked is not clean.
import { spawnSync } from 'node:child_process';
import { z } from 'zod';

/** As `sysexits.h` has it for what could not be done now. */
const notAvailable = 75;
const patience = 60_000;

const reportSchema = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', timeout: patience });
const parsed = (() => {
  try {
    return reportSchema.safeParse(JSON.parse(stdout)).data;
  } catch {
    return undefined;
  }
})();
if (!parsed) {
  console.info('npm audit: not available, the registry in use does not answer it; nothing was checked');
  process.exit(notAvailable);
}
const grave = Object.entries(parsed.vulnerabilities).filter(([, { severity }]) =>
  ['high', 'critical'].includes(severity),
);
for (const [name, { severity, range }] of grave) console.error(`${name} ${range}: ${severity}`);
console.info(
  `npm audit: ${Object.keys(parsed.vulnerabilities).length} known weaknesses, ${grave.length} of them high or critical`,
);
process.exit(grave.length > 0 ? 1 : 0);
