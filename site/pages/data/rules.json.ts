// The reply rules: how many working days, until which hour, since when, and which clause says so.
import type { APIRoute } from 'astro';
import { siteDefault } from '../../../api/domain/clock/rules.ts';
import { rules } from '../../../content/rules/index.ts';

export const GET: APIRoute = () => new Response(JSON.stringify({ siteDefault, rules }));
