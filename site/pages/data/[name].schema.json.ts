// A JSON Schema for each open data file, generated from the schemas that produce them.
import type { APIRoute } from 'astro';
import { z } from 'zod';
import { openCommitmentSchema } from '../../../api/contract/commitment.ts';
import { ledgerExportSchema } from '../../../api/contract/ledger.ts';
import { openAnswerSchema } from '../../../api/contract/open-answer.ts';
import { openDocumentSchema, openTaskSchema } from '../../../content/open-data.ts';

const schemas = {
  documents: z.array(openDocumentSchema),
  tasks: z.array(openTaskSchema),
  commitments: z.array(openCommitmentSchema),
  answers: z.array(openAnswerSchema),
  ledger: ledgerExportSchema,
};

export function getStaticPaths() {
  return Object.entries(schemas).map(([name, schema]) => ({ params: { name }, props: { schema } }));
}

export const GET: APIRoute = ({ props }) =>
  new Response(JSON.stringify(z.toJSONSchema((props as { schema: z.ZodType }).schema), null, 1));
