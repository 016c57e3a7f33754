import type { APIRoute } from 'astro';
import { openTasks } from '../../lib/open-data.ts';

export const GET: APIRoute = ({ site }) => new Response(JSON.stringify(openTasks(site), null, 1));
