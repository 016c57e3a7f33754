// The reference verifier, for readers who trust neither this site nor its other code.
import { readFileSync } from 'node:fs';
import type { APIRoute } from 'astro';

export const GET: APIRoute = () => new Response(readFileSync('content/docs/verify_ledger.py', 'utf8'));
