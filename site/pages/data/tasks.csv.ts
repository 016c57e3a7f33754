import type { APIRoute } from 'astro';
import { toCsv } from '../../../content/open-data.ts';
import { openTasks } from '../../lib/open-data.ts';

export const GET: APIRoute = ({ site }) => new Response(toCsv(openTasks(site)));
