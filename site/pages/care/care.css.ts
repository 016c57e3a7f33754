// The rules of 关怀版 for browsers without script, where no class can be set: the server sends them to those who chose it.
import type { APIRoute } from 'astro';
import rules from '../../styles/care.css?raw';

/** Repeated three times, so that they beat every page's own rules wherever the browser puts them. */
const everywhere = ':root:root:root';

export const GET: APIRoute = () => new Response(rules.replace(/\.care(?![\w-])/gu, everywhere));
