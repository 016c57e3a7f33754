// Every version of the working-day calendar ever in force, and the statutory days off for the years to come.
import { calendarVersionsSchema, statutoryYearsSchema } from '../schema.ts';
import statutoryYears from './statutory.json' with { type: 'json' };
import versions from './versions.json' with { type: 'json' };

export const calendarVersions = calendarVersionsSchema.parse(versions);
export const statutory = statutoryYearsSchema.parse(statutoryYears);
