// Browsers without script request this on every page. The server responds according to its cookie; a static file host
// sends this file.
import type { APIRoute } from 'astro';

export const GET: APIRoute = () => new Response('/* 标准版 */\n');
