import type { APIRoute } from 'astro';
import { openDocuments } from '../../lib/open-data.ts';

export const GET: APIRoute = ({ site }) => new Response(JSON.stringify(openDocuments(site), null, 1));
