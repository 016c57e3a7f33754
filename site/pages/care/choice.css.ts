// Requested on every page by browsers without script. The server responds by its cookie; a plain file host sends this.
import type { APIRoute } from 'astro';

export const GET: APIRoute = () => new Response('/* 标准版 */\n');
