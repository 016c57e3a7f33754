// Writes the API description and lints it with Redocly.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createApp } from '../api/app.ts';
import { describeApi } from '../api/description/index.ts';
import { createCalendars } from '../api/domain/clock/calendar.ts';
import type { Deps } from '../api/ports/deps.ts';
import { calendarVersions, statutory } from '../content/calendar/index.ts';
import packageFile from '../package.json' with { type: 'json' };

const file = '.tmp/openapi.json';
/** Builds the routes only, which requires nothing but the calendar. */
const deps = { calendars: createCalendars(calendarVersions, statutory) } as Deps;
const app = createApp(deps, { baseUrl: 'https://localhost', isProduction: true, staffNetworks: [] });
mkdirSync('.tmp', { recursive: true });
writeFileSync(file, JSON.stringify(describeApi(app, packageFile.version), null, 1));

const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
const { status } = spawnSync('redocly', ['lint', '--config', 'test/redocly.yaml', '--max-problems', '20', file], {
  stdio: 'inherit',
  env: { ...process.env, ...quiet },
});
process.exit(status ?? 1);
