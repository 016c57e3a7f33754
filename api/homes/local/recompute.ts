// Recomputes open windows of the local database after a calendar import.

import { readFileSync } from 'node:fs';
import { statutory } from '../../../content/calendar/index.ts';
import { calendarVersionsSchema } from '../../../content/schema.ts';
import { createCalendars, followRecord } from '../../domain/clock/calendar.ts';
import { type Moved, takeInCalendar } from '../../record/new-calendar.ts';
import { withLocalDeps } from './local-deps.ts';

/** @param state folder of the local database */
export function recomputeLocally(state: string): Promise<Moved[]> {
  return withLocalDeps({ state, baseUrl: 'http://localhost:8787' }, (deps) => {
    // Read the file again, because the imported module predates the new version.
    const versions = calendarVersionsSchema.parse(JSON.parse(readFileSync('content/calendar/versions.json', 'utf8')));
    deps.calendars = followRecord(createCalendars(versions, statutory));
    return takeInCalendar(deps);
  });
}
