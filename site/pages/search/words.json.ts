import { wordTable } from '../../lib/search/word-table.ts';

export const GET = () => new Response(JSON.stringify(wordTable));
