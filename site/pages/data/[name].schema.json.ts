// A JSON Schema for each of the open data files, made from the schemas that make them.
import type { APIRoute } from 'astro';
import { z } from 'zod';
import { openCommitmentSchema } from '../../../api/contract/commitment.ts';
import { openDocumentSchema, openTaskSchema } from '../../../content/open-data.ts';

const schemas = { documents: openDocumentSchema, tasks: openTaskSchema, commitments: openCommitmentSchema };

export function getStaticPaths() {
  return Object.entries(schemas).map(([name, schema]) => ({ params: { name }, props: { schema } }));
}

export const GET: APIRoute = ({ props }) =>
  new Response(JSON.stringify(z.toJSONSchema(z.array((props as { schema: z.ZodType }).schema)), null, 1));
