// The reply rules: number of working days, closing hour, start date, and the clause behind them.
import type { APIRoute } from 'astro';
import { siteDefault } from '../../../api/domain/clock/rules.ts';
import { rules } from '../../../content/rules/index.ts';

export const GET: APIRoute = () => new Response(JSON.stringify({ siteDefault, rules }));
