// Every version of the working-day calendar with its hash, because verdicts in the ledger name the version and hash of
// their day.
import type { APIRoute } from 'astro';
import { createCalendars } from '../../../api/domain/clock/calendar.ts';
import { hashStatutory } from '../../../api/domain/clock/fingerprints.ts';
import { calendarVersions, statutory } from '../../../content/calendar/index.ts';

export const GET: APIRoute = async () => {
  const { at } = createCalendars(calendarVersions, statutory);
  const versions = await Promise.all(
    calendarVersions.map(async (version) => ({ ...version, hash: await at(version.version).hash() })),
  );
  return new Response(JSON.stringify({ versions, statutory: { ...statutory, hash: await hashStatutory(statutory) } }));
};
