// Settings of the self-hosted home only; all others are in api/ports/env.ts.
import * as z from 'zod';
import { networksSetting, parseSettings, wholeNumberSetting } from '../../ports/env.ts';

const settingsSchema = z.object({
  /** Folder of databases and attachments. It has no default, so that operators know where the record is. */
  DATA_DIR: z.string({ error: 'DATA_DIR 没有设置：数据库和附件的文件夹' }),
  /** Address to listen on. Change it only if the proxy that terminates TLS is on another machine. */
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumberSetting('PORT', 0, 65_535).default(8080),
  /** Networks of proxies whose `X-Forwarded-For` is trusted: this machine by default; none if empty. */
  TRUSTED_PROXIES: networksSetting('TRUSTED_PROXIES', '127.0.0.1,::1'),
  /** `full`: acknowledged writes survive a power failure. `normal`: several times faster, but the last ones may be lost. */
  SQLITE_SYNCHRONOUS: z.enum(['full', 'normal'], { error: 'SQLITE_SYNCHRONOUS 只能是 full、normal' }).default('full'),
});

export type NodeSettings = z.infer<typeof settingsSchema>;

/** @throws Error that names every missing or invalid setting */
export const parseNodeSettings = (raw: object): NodeSettings => parseSettings(settingsSchema, raw, ['TRUSTED_PROXIES']);
