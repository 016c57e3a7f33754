// Staff accounts: what admins create and change, what people set themselves, and the log of both.
import { foldTyped } from './fold.ts';
import { typedText } from './text.ts';
import { roleSchema } from './words.ts';
import { z } from './zod.ts';

export const accountEventNames = [
  'made',
  'linked',
  'link-used',
  'assigned',
  'disabled',
  'enabled',
  'password-changed',
  'second-factor-set',
] as const;

export const accountEventWords: Record<(typeof accountEventNames)[number], string> = {
  made: '新建账号',
  linked: '生成一次性链接',
  'link-used': '用一次性链接设置了密码',
  assigned: '改岗位或单位',
  disabled: '停用',
  enabled: '恢复使用',
  'password-changed': '修改了密码',
  'second-factor-set': '绑定了动态口令',
};

const nameLabel = /^(?:用户名|登录名|账号|帐号|账户|电子邮箱|邮箱|username|user|login|e-?mail)\s*(?::|是|为)?\s*/iu;

/** Normalizes a pasted username or e-mail address: removes its label, quotation marks and closing punctuation. */
export function readTypedName(typed: string): string {
  const folded = foldTyped(typed, 200);
  const name = /^[^:]*:/u.test(folded) ? folded.replace(/^[^:]*:\s*/u, '') : folded.replace(nameLabel, '');
  return name.replace(/^[“”"'‘’「【(<\s]+/u, '').replace(/[“”"'‘’」】)>。，、；,;\s]+$/u, '');
}

const chosenUnit = z.string().max(60).nullable();
const email = z
  .string({ error: '请填写电子邮箱，或不填' })
  .max(200, { error: '电子邮箱过长', abort: true })
  .transform(readTypedName)
  .pipe(
    z.union([z.literal(''), z.email({ error: '请填写电子邮箱，或不填' }).max(100)], {
      error: '请填写电子邮箱，或不填',
    }),
  )
  .transform((text) => text.toLowerCase() || null);

/** Strict: an extra field is an attempt to change more than this request allows. */
export const newAccountSchema = z.strictObject({
  username: z
    .string({ error: '请填写用户名' })
    .max(100, { error: '用户名过长', abort: true })
    .transform((typed) => readTypedName(typed).toLowerCase())
    .pipe(
      z
        .string()
        .regex(/^[a-z][a-z0-9_.]{2,29}$/u, { error: '用户名 3 至 30 位，以字母开头，只用字母、数字、点和下划线' }),
    ),
  name: typedText({ min: 1, max: 30, tooShort: '请填写姓名', tooLong: '姓名不超过 30 个字', isOneLine: true }),
  email,
  role: z.enum(roleSchema.options, { error: '请选择岗位' }),
  /** Required for unit clerks, refused for others. */
  unit: chosenUnit,
});

export const accountChangeSchema = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('link') }),
  z.strictObject({ change: z.literal('disable') }),
  z.strictObject({ change: z.literal('enable') }),
  z.strictObject({ change: z.literal('assign'), role: roleSchema, unit: chosenUnit }),
]);

const namedUnit = z.object({ id: z.string(), name: z.string() });

export const accountSchema = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: roleSchema,
  unit: namedUnit.nullable(),
  isDisabled: z.boolean(),
  isSample: z.boolean(),
  hasPassword: z.boolean(),
  hasSecondFactor: z.boolean(),
  /** Expiry of the account's link; null if it has no link. */
  linkUntil: z.iso.datetime().nullable(),
  /** The viewer's own account. */
  isOwn: z.boolean(),
});

const accountEventSchema = z.object({
  at: z.iso.datetime(),
  what: z.enum(accountEventNames),
  /** Username and name of the changed account, and of the person who changed it. */
  account: z.string(),
  actor: z.string(),
  /** The result: role and unit. */
  note: z.string(),
});

export const accountListSchema = z.object({
  accounts: z.array(accountSchema),
  units: z.array(namedUnit),
});
export const accountLogSchema = z.object({ events: z.array(accountEventSchema), next: z.int().nullable() });

/** The API returns the link once, to the admin who created it. The database stores only its hash. */
export const createdAccountSchema = z.object({
  account: accountSchema,
  link: z.object({ url: z.string(), until: z.iso.datetime() }).nullable(),
});

const token = z
  .string({ error: '链接不完整' })
  .max(200, { error: '链接不完整，请重新复制' })
  .transform((typed) => foldTyped(typed, 200).replace(/[^\w-]/gu, ''))
  .pipe(z.string().regex(/^[\w-]{43}$/u, { error: '链接不完整，请重新复制' }));
const password = z.string({ error: '请填写密码' }).min(1, { error: '请填写密码' }).max(200, { error: '密码过长' });
/** Six digits; spaces between them are allowed. */
export const codeSchema = z
  .string({ error: '请填写 6 位动态口令' })
  .max(100, { error: '请填写 6 位动态口令', abort: true })
  .transform((text) =>
    foldTyped(text, 100)
      .replace(/^[^:]*:/u, '')
      .replace(/[\s\p{P}]/gu, ''),
  )
  .refine((text) => /^\d{6}$/u.test(text), { error: '请填写 6 位动态口令' });

/** The signed-in person's account, as its page shows it. */
export const ownAccountSchema = z.object({
  username: z.string(),
  role: z.string(),
  hasSecondFactor: z.boolean(),
  /** True if the role requires a second factor. */
  isNeeded: z.boolean(),
  mustEnrol: z.boolean(),
});

export const linkSchema = z.strictObject({ token });
export const linkUseSchema = z.strictObject({ token, password });
export const passwordChangeSchema = z.strictObject({ current: password, password });
export const secondFactorSchema = z.strictObject({ password });
export const codeRequestSchema = z.strictObject({ code: codeSchema });

export type NewAccount = z.output<typeof newAccountSchema>;
export type NewAccountInput = z.input<typeof newAccountSchema>;
export type AccountChange = z.output<typeof accountChangeSchema>;
export type Account = z.infer<typeof accountSchema>;
export type AccountList = z.infer<typeof accountListSchema>;
export type AccountLog = z.infer<typeof accountLogSchema>;
export type CreatedAccount = z.infer<typeof createdAccountSchema>;
export type AccountEventName = (typeof accountEventNames)[number];
export type OwnAccount = z.infer<typeof ownAccountSchema>;
