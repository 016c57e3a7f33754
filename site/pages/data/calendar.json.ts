// Every version of the working-day calendar ever in force: the basis of the ledger's verdicts.
import type { APIRoute } from 'astro';
import { calendarVersions, statutory } from '../../../content/calendar/index.ts';

export const GET: APIRoute = () => new Response(JSON.stringify({ versions: calendarVersions, statutory }));
