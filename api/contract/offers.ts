// What may already answer a question, offered before it is written.
import { z } from './zod.ts';

const linkSchema = z.object({ title: z.string(), url: z.string() });

export const offersRequestSchema = z.object({
  about: z.string().max(100),
  /** Empty: only what was published about the subject itself. */
  title: z.string().max(200).default(''),
});

export const offersSchema = z.object({ answers: z.array(linkSchema), tasks: z.array(linkSchema) });

export type Offers = z.infer<typeof offersSchema>;
