// Parses the environment at startup. Missing or unsafe settings prevent the start; the error names them.
import { z } from 'zod';
import { type Network, parseNetwork } from '../domain/access/networks.ts';
import { findWeakSecrets } from '../domain/access/secrets.ts';
import type { ContactKeys } from '../domain/privacy/contact-cipher.ts';
import { defaultContactMonths } from '../domain/privacy/retention.ts';

const secretSetting = (name: string) =>
  z.string({ error: `${name} 没有设置` }).min(32, { error: `${name} 至少要有32个字符` });

/** A setting that must be a whole number. Does not round, because rounding could change when personal data is erased. */
export const wholeNumberSetting = (name: string, min: number, max = Number.MAX_SAFE_INTEGER) => {
  const range = max === Number.MAX_SAFE_INTEGER ? `不小于${min}的整数` : `${min}至${max}之间的整数`;
  const error = `${name} 要写成${range}`;
  return z.coerce
    .number({ error })
    .refine((number) => Number.isInteger(number) && number >= min && number <= max, { error });
};

const choiceSetting = <const Words extends readonly string[]>(name: string, words: Words) =>
  z.enum(words, { error: `${name} 只能是 ${words.join('、')}` });

/** A setting for the site's origin, without path or query. Links and cookies use it, and requests are compared with it. */
const originSetting = (name: string) => {
  const error = `${name} 要写成网站的地址，后面什么也不带，如 https://mingbai.example`;
  return z
    .url({
      protocol: /^https?$/u,
      error: ({ input }) => (input === undefined ? `${name} 没有设置` : error),
      abort: true,
    })
    .refine((text) => new URL(text).href === `${new URL(text).origin}/`, { error, abort: true })
    .transform((text) => new URL(text).origin);
};

/** `2026a:64 hex digits`. Older keys, which only decrypt, follow after commas. */
const contactKeysSetting = z
  .string({ error: 'CONTACT_KEY 没有设置' })
  .transform((text) => text.split(',').map((part) => /^([a-z0-9-]{1,20}):([0-9a-f]{64})$/u.exec(part.trim())))
  .transform((parts, context): ContactKeys => {
    const keys = parts.flatMap((part) => (part?.[1] && part[2] ? [{ id: part[1], hex: part[2] }] : []));
    const [current, ...older] = keys;
    const isValid = keys.length === parts.length && new Set(keys.map(({ id }) => id)).size === keys.length;
    if (current && isValid) return [current, ...older];
    context.addIssue('CONTACT_KEY 要写成 名称:64位十六进制数；几个之间用逗号隔开，名称不能重复');
    return z.NEVER;
  });

/** `10.1.0.0/16, 2001:db8::/32` */
export const networksSetting = (name: string, defaultValue: string) =>
  z
    .string()
    .default(defaultValue)
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .transform((parts, context): Network[] => {
      const parsed = parts.map(parseNetwork);
      const valid = parsed.filter((network) => network !== null);
      if (valid.length === parts.length) return valid;
      context.addIssue(`${name} 里的 ${parts.filter((_, index) => !parsed[index]).join('、')} 不是网段`);
      return z.NEVER;
    });

const isOnThisMachine = ({ protocol, hostname }: URL) =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** Requires https, because requests to a provider contain tokens and personal data. Exempts providers on this machine. */
const providerUrlSetting = (name: string) =>
  z
    .url({ protocol: /^https?$/u, error: `${name} 不是 https 网址`, abort: true })
    .refine((text) => text.startsWith('https:') || isOnThisMachine(new URL(text)), `${name} 不是 https 网址`)
    .optional();

/**
 * `mouxian/minzhengju=https://…, mouxian/jiaotiju=https://…`: webhooks of units or leaders.
 *
 * @param keyPattern pattern of the key before `=`
 */
const webhooksSetting = (name: string, keyPattern: RegExp) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((part) => part.trim() || []))
    .transform((parts, context): Map<string, string> => {
      const pairs = parts.map((part) => /^([^=]*)=(.*)$/u.exec(part)?.slice(1) ?? []);
      const isValid = ([key = '', url = '']: string[]) =>
        keyPattern.test(key) && providerUrlSetting(name).safeParse(url).success;
      if (pairs.every(isValid)) return new Map(pairs.map(([key = '', url = '']) => [key, url]));
      // Do not quote the entry, which contains a token.
      context.addIssue(`${name} 要写成 地区=https://…，几个之间用逗号隔开`);
      return z.NEVER;
    });

const parts = (text: string) => text.split(',').flatMap((part) => part.trim() || []);

export interface Witness {
  kind: 'tsa' | 'mingbai' | 'mail';
  /** An address by https; of another site its origin; of a mail the mailbox. */
  to: string;
}

function readWitness(part: string): Witness | null {
  const [, kind, to = ''] = /^(tsa|mingbai|mail)=(\S+)$/u.exec(part) ?? [];
  switch (kind) {
    case 'mail':
      return /^[^\s<>@,]+@[^\s<>@,]+$/u.test(to) ? { kind, to } : null;
    case 'tsa':
      return providerUrlSetting('WITNESSES').safeParse(to).success ? { kind, to } : null;
    case 'mingbai':
      return providerUrlSetting('WITNESSES').safeParse(to).success ? { kind, to: new URL(to).origin } : null;
    default:
      return null;
  }
}

const witnesses = z
  .string()
  .default('')
  .transform(parts)
  .transform((found, context): Witness[] => {
    const read = found.map(readWitness);
    const sound = read.filter((witness) => witness !== null);
    if (sound.length === read.length) return sound;
    context.addIssue('WITNESSES 要写成 tsa=https://…、mingbai=https://… 或 mail=邮箱，几个之间用逗号隔开');
    return z.NEVER;
  });

/** `https://a.example, https://b.example` */
const origins = (name: string) =>
  z
    .string()
    .default('')
    .transform(parts)
    .transform((found, context): string[] => {
      if (
        found.every(
          (part) => originSetting(name).safeParse(part).success && providerUrlSetting(name).safeParse(part).success,
        )
      ) {
        return found.map((part) => new URL(part).origin);
      }
      context.addIssue(`${name} 要写成 https://… 的网站地址，几个之间用逗号隔开`);
      return z.NEVER;
    });

interface CheckedSettings {
  ENVIRONMENT: 'production' | 'local';
  BASE_URL: string;
  AUTH_SECRET: string;
  CODE_SECRET: string;
  CONTACT_KEY: ContactKeys;
  METRICS_TOKEN?: string | undefined;
}

/** Finds settings that are unsafe in production; names them without their values. */
function findInsecureSettings(env: CheckedSettings): string[] {
  const { hostname, protocol } = new URL(env.BASE_URL);
  const isOwnMachine = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  // `local` enables sample accounts and a settable clock, so the site must not be reachable by others.
  if (env.ENVIRONMENT === 'local') return isOwnMachine ? [] : ['ENVIRONMENT=local 只能用在本机（localhost）'];
  const secrets = {
    AUTH_SECRET: env.AUTH_SECRET,
    CODE_SECRET: env.CODE_SECRET,
    METRICS_TOKEN: env.METRICS_TOKEN,
    ...Object.fromEntries(env.CONTACT_KEY.map(({ id, hex }) => [`CONTACT_KEY ${id}`, hex])),
  };
  return [
    ...(protocol === 'https:' ? [] : ['BASE_URL 正式运行时要用 https']),
    ...(isOwnMachine ? ['BASE_URL 正式运行时不能是 localhost：链接和登录都靠它'] : []),
    ...findWeakSecrets(secrets),
  ];
}

const environmentSchema = z
  .object({
    /** `local` enables sample accounts and a settable clock. Production by default. */
    ENVIRONMENT: choiceSetting('ENVIRONMENT', ['production', 'local']).default('production'),
    /** Signs staff sessions. */
    AUTH_SECRET: secretSetting('AUTH_SECRET'),
    /** Key for hashing tracking codes. */
    CODE_SECRET: secretSetting('CODE_SECRET'),
    /** Keys that encrypt names and contacts. */
    CONTACT_KEY: contactKeysSetting,
    /** Bearer token for `/metrics`; if unset, the page does not exist. */
    METRICS_TOKEN: secretSetting('METRICS_TOKEN').optional(),
    /** Retention period of names and contacts, in months after closing. */
    CONTACT_MONTHS: wholeNumberSetting('CONTACT_MONTHS', 1, 120).default(defaultContactMonths),
    /**
     * Retention period of your log collector, in days: at least a year for a government site
     * (互联网政务应用安全管理规定 第二十条). The application itself stores no logs.
     */
    LOG_DAYS: wholeNumberSetting('LOG_DAYS', 365).default(365),
    /** Endpoints that send notes to residents by e-mail or text message; they receive JSON `{to, subject, text}`. */
    MAIL_URL: providerUrlSetting('MAIL_URL'),
    MAIL_TOKEN: z.string().optional(),
    /**
     * The office's own mail server, instead of MAIL_URL; only on a self-hosted server. Port 465 uses implicit TLS; other
     * ports require STARTTLS, except for a mail server on this machine.
     */
    SMTP_HOST: z.string().optional(),
    SMTP_PORT: wholeNumberSetting('SMTP_PORT', 1, 65_535).default(465),
    SMTP_USER: z.string().optional(),
    SMTP_PASSWORD: z.string().optional(),
    /** `明白账 <mingbai@county.example>`, or only the address. */
    SMTP_FROM: z
      .string()
      .regex(/^[^\r\n<>]*<?[^\s<>@]+@[^\s<>@]+>?$/u, { error: 'SMTP_FROM 不是电子邮箱' })
      .optional(),
    SMS_URL: providerUrlSetting('SMS_URL'),
    SMS_TOKEN: z.string().optional(),
    /** Webhook of the office's group chat, and its product: 企业微信, 钉钉 or 飞书. */
    OFFICE_URL: providerUrlSetting('OFFICE_URL'),
    OFFICE_KIND: choiceSetting('OFFICE_KIND', ['wecom', 'dingtalk', 'feishu']).default('wecom'),
    /** Webhooks of the same product for reminders to units and leaders. Without one, the office's group is notified. */
    UNIT_URLS: webhooksSetting('UNIT_URLS', /^[a-z]+\/[a-z0-9-]+$/u),
    LEADER_URLS: webhooksSetting('LEADER_URLS', /^[a-z]+$/u),
    /**
     * Witnesses of the ledger, asked once a day: `tsa=https://…` (a time-stamp authority), `mingbai=https://…` (another site
     * of this software), `mail=auditor@example.cn`.
     */
    WITNESSES: witnesses,
    /** Origins of the sites whose seals this one keeps. */
    WITNESS_FOR: origins('WITNESS_FOR'),
    /** Single sign-on by OpenID Connect. Set issuer, client id and client secret, or none of them. */
    OIDC_ISSUER: providerUrlSetting('OIDC_ISSUER'),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    /** Label of the sign-on button. */
    OIDC_NAME: z.string().max(30, { error: 'OIDC_NAME 不能超过30个字' }).default('统一身份认证'),
    /** The site's own origin. Staff requests from other origins are rejected. */
    BASE_URL: originSetting('BASE_URL'),
    /** Networks with access to the staff routes, including sign-in; empty allows any. */
    STAFF_NETWORKS: networksSetting('STAFF_NETWORKS', ''),
    /** Comments to one jurisdiction within ten minutes from which further ones are held. A county gets tens a day. */
    FLOOD_COUNT: wholeNumberSetting('FLOOD_COUNT', 1).default(60),
    /**
     * The day, in Shanghai, on which the operator vouches for the machine's clock after a pause of more than ten days. It
     * counts on that day only.
     */
    CLOCK_CONFIRMED: z.iso.date({ error: 'CLOCK_CONFIRMED 要写成日期，如 2026-11-20' }).optional(),
    /** Start time of the clock, so that browser tests run on a known day. Only with ENVIRONMENT=local. */
    CLOCK_START: z.iso
      .datetime({ offset: true, error: 'CLOCK_START 要写成时刻，如 2026-11-20T09:00:00+08:00' })
      .optional(),
    /** Reviewers per reply if the rule sets none, to try out reviews. Only with ENVIRONMENT=local. */
    REVIEWERS: wholeNumberSetting('REVIEWERS', 0, 2).optional(),
  })
  .refine((env) => env.ENVIRONMENT === 'local' || env.REVIEWERS === undefined, {
    error: 'REVIEWERS 正式运行时不能用：审核人数写在 content/rules/ 的规则里',
  })
  .refine((env) => env.ENVIRONMENT === 'local' || env.CLOCK_START === undefined, {
    error: 'CLOCK_START 正式运行时不能用：记录是凭据，时间不能改',
  })
  .refine((env) => new Set([env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET].map(Boolean)).size === 1, {
    error: 'OIDC_ISSUER、OIDC_CLIENT_ID、OIDC_CLIENT_SECRET 要一起设置',
  })
  .refine((env) => !env.SMTP_HOST || (env.SMTP_FROM && !env.MAIL_URL), {
    error: 'SMTP_HOST 要和 SMTP_FROM 一起设置，且不能同时设置 MAIL_URL',
  })
  .refine((env) => Boolean(env.SMTP_USER) === Boolean(env.SMTP_PASSWORD), {
    error: 'SMTP_USER 和 SMTP_PASSWORD 要一起设置',
  })
  .superRefine((env, context) => {
    for (const message of findInsecureSettings(env)) context.addIssue(message);
  });

export type Environment = z.infer<typeof environmentSchema>;

/** Treats an empty value (`SMTP_USER=`) as unset. */
const isEmpty = (value: unknown) => typeof value === 'string' && value.trim() === '';

/**
 * @param mayBeEmpty settings that may be empty
 * @throws Error that names every missing or invalid setting
 */
export function parseSettings<Output>(schema: z.ZodType<Output>, raw: object, mayBeEmpty: string[] = []): Output {
  const nonEmptySettings = Object.entries(raw).filter(([name, value]) => mayBeEmpty.includes(name) || !isEmpty(value));
  const parsed = schema.safeParse(Object.fromEntries(nonEmptySettings));
  if (parsed.success) return parsed.data;
  const messages = parsed.error.issues.map(({ path: [name = ''], message }) =>
    message.startsWith(String(name)) ? message : `${String(name)}：${message}`,
  );
  throw new Error(`设置有误：${[...new Set(messages)].join('；')}`);
}

/** @throws Error that names every missing or invalid setting */
export const parseEnvironment = (raw: object): Environment => parseSettings(environmentSchema, raw);
