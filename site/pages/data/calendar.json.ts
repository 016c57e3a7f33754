// Every version of the working-day calendar, because verdicts in the ledger depend on the version of their day.
import type { APIRoute } from 'astro';
import { calendarVersions, statutory } from '../../../content/calendar/index.ts';

export const GET: APIRoute = () => new Response(JSON.stringify({ versions: calendarVersions, statutory }));
