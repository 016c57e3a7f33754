import { soundTable } from '../../lib/search/spelling-table.ts';

export const GET = () => new Response(JSON.stringify(soundTable));
