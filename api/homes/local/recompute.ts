// Counts the open windows of the local database again, after a calendar came in.

import { readFileSync } from 'node:fs';
import { statutory } from '../../../content/calendar/index.ts';
import { calendarVersionsSchema } from '../../../content/schema.ts';
import { createCalendars } from '../../domain/clock/calendar.ts';
import { type Moved, recomputeWindows } from '../../record/maintenance.ts';
import { withLocalDeps } from './local-deps.ts';

/** @param state folder of the local database */
export function recomputeLocally(state: string): Promise<Moved[]> {
  return withLocalDeps({ state, baseUrl: 'http://localhost:8787' }, (deps) => {
    // Read anew: the version that was just written was not there when this program started.
    const versions = calendarVersionsSchema.parse(JSON.parse(readFileSync('content/calendar/versions.json', 'utf8')));
    return recomputeWindows({ ...deps, calendars: createCalendars(versions, statutory) });
  });
}
