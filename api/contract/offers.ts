// Published answers and tasks that may already answer a question, offered before the resident writes it.
import { z } from './zod.ts';

const linkSchema = z.object({ title: z.string(), url: z.string() });

export const offersRequestSchema = z.object({
  about: z.string().max(100),
  /** If empty, the API offers only answers about the subject itself. */
  title: z.string().max(200).default(''),
});

export const offersSchema = z.object({ answers: z.array(linkSchema), tasks: z.array(linkSchema) });

export type Offers = z.infer<typeof offersSchema>;
