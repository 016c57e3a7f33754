// The environment, parsed once at the start: what is missing or unsafe is named and nothing is served.
import { z } from 'zod';

const secret = (name: string) =>
  z.string({ error: `${name} is not set` }).min(32, { error: `${name} needs at least 32 characters` });

const environmentSchema = z
  .object({
    /** `local` allows sample accounts and a set clock; anything unset is production. */
    ENVIRONMENT: z.enum(['production', 'local']).default('production'),
    /** Signs staff sessions. */
    AUTH_SECRET: secret('AUTH_SECRET'),
    /** Keys the tracking codes. */
    CODE_SECRET: secret('CODE_SECRET'),
    /** The site's own origin; staff requests from anywhere else are refused. */
    BASE_URL: z.url({ error: 'BASE_URL is not a URL' }),
    /** An instant at which the clock starts, so that a journey can be walked on a known day. Only local. */
    CLOCK_START: z.iso.datetime({ offset: true }).optional(),
  })
  .refine((env) => env.ENVIRONMENT === 'local' || env.CLOCK_START === undefined, {
    error: 'CLOCK_START is refused in production: the record is evidence',
  })
  .refine((env) => env.ENVIRONMENT === 'local' || env.BASE_URL.startsWith('https://'), {
    error: 'BASE_URL must be https in production',
  });

export type Environment = z.infer<typeof environmentSchema>;

/** @throws Error that names every setting that is missing or refused */
export function parseEnvironment(raw: unknown): Environment {
  const parsed = environmentSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new Error(`settings: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
}
