// The source files as received, for readers to download and compare.
import { readFileSync } from 'node:fs';
import type { APIRoute } from 'astro';
import { documents } from '../../lib/content.ts';

export function getStaticPaths() {
  return documents.map(({ source }) => ({ params: { file: source.file } }));
}

export const GET: APIRoute = ({ params }) =>
  new Response(new Uint8Array(readFileSync(`seeds/sources/${params['file']}`)));
