// Every version of the working-day calendar that was ever in force: what the verdicts in the ledger rest on.
import type { APIRoute } from 'astro';
import { calendarVersions, statutory } from '../../../content/calendar/index.ts';

export const GET: APIRoute = () => new Response(JSON.stringify({ versions: calendarVersions, statutory }));
