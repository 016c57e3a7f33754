// All versions of the working-day calendar, and the statutory holidays of future years.
import { calendarVersionsSchema, statutoryYearsSchema } from '../schema.ts';
import statutoryYears from './statutory.json' with { type: 'json' };
import versions from './versions.json' with { type: 'json' };

export const calendarVersions = calendarVersionsSchema.parse(versions);
export const statutory = statutoryYearsSchema.parse(statutoryYears);
