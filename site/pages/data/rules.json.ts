// The reply rules: number of working days, closing hour, start date, and the clause behind them.
import type { APIRoute } from 'astro';
import { rules, siteDefault } from '../../../content/rules/index.ts';

export const GET: APIRoute = () => new Response(JSON.stringify({ siteDefault, rules }));
