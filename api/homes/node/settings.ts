// Settings that only the home on plain Node has; all others are in api/ports/env.ts.
import * as z from 'zod';
import { networks, parseSettings, wholeNumber } from '../../ports/env.ts';

const settingsSchema = z.object({
  /** Folder of databases and attachments. Without a default: nobody should have to look for the record. */
  DATA_DIR: z.string({ error: 'DATA_DIR is not set: the folder of databases and attachments' }),
  /** Where it listens. Another address than this machine's own only where no proxy ends TLS on it. */
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber('PORT', 0, 65_535).default(8080),
  /** Networks of the proxies whose `X-Forwarded-For` is believed; this machine unless set, none where empty. */
  TRUSTED_PROXIES: networks('TRUSTED_PROXIES', '127.0.0.1,::1'),
  /** `full`: what is acknowledged outlives a power cut. `normal`: several times as many writes; a power cut may take the last. */
  SQLITE_SYNCHRONOUS: z.enum(['full', 'normal'], { error: 'SQLITE_SYNCHRONOUS is full or normal' }).default('full'),
});

export type NodeSettings = z.infer<typeof settingsSchema>;

/** @throws Error that names every setting that is missing or refused */
export const parseNodeSettings = (raw: object): NodeSettings => parseSettings(settingsSchema, raw, ['TRUSTED_PROXIES']);
