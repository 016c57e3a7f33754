// What a browser without script asks for on every page. The server answers by its cookie; a plain file host sends this.
import type { APIRoute } from 'astro';

export const GET: APIRoute = () => new Response('/* 标准版 */\n');
