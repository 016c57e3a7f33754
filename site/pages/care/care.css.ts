// 关怀版 for browsers without script, where no class can be set. The server sends this style sheet to those who chose the
// mode.
import type { APIRoute } from 'astro';
import rules from '../../styles/care.css?raw';

/** The tripled selector overrides every page's own rules, whatever the order of style sheets. */
const everywhere = ':root:root:root';

export const GET: APIRoute = () => new Response(rules.replace(/\.care(?![\w-])/gu, everywhere));
