// Every version of the working-day calendar that was ever in force, and the law's own days for the years to come.
import { calendarVersionsSchema, statutoryYearsSchema } from '../schema.ts';
import statutoryYears from './statutory.json' with { type: 'json' };
import versions from './versions.json' with { type: 'json' };

export const calendarVersions = calendarVersionsSchema.parse(versions);
export const statutory = statutoryYearsSchema.parse(statutoryYears);
