// The schema of content/site-settings.json, with error messages for the operator.
import { z } from 'zod';

/** An official mark or number, with the address that verifies it. */
const markSchema = z.strictObject({ text: z.string().min(1), url: z.url({ protocol: /^https?$/ }).nullable() });

export const siteSettingsSchema = z.strictObject({
  name: z.string().min(1),
  /** 政府网站标识码: ten digits for local governments, `bm` and eight digits for ministries. */
  siteIdCode: z
    .string()
    .regex(/^(\d{10}|bm\d{8})$/)
    .nullable(),
  officialMark: markSchema.nullable(),
  icpRecord: markSchema.nullable(),
  policeRecord: markSchema.nullable(),
  organizer: z.string().min(1).nullable(),
  contact: z.string().min(1).nullable(),
  errorReport: markSchema.nullable(),
  privacyContact: z.string().min(1).nullable(),
  /** Contact for vulnerability reports, as a URI (RFC 9116): a page or an office's address, never a person's. */
  securityContact: z
    .string()
    .regex(/^(https:\/\/|mailto:|tel:)\S+$/)
    .nullable(),
});

export type SiteSettings = z.infer<typeof siteSettingsSchema>;

/** Each setting's name, and the pages that show it. */
export const settingWords: Record<keyof SiteSettings, { name: string; shows: string }> = {
  name: { name: '网站名称', shows: '每页的元数据（SiteName）' },
  siteIdCode: { name: '政府网站标识码', shows: '每页的元数据（SiteIDCode）和页脚' },
  officialMark: { name: '党政机关网站标识', shows: '页脚' },
  icpRecord: { name: 'ICP 备案号', shows: '页脚' },
  policeRecord: { name: '公安机关备案号', shows: '页脚' },
  organizer: { name: '主办单位', shows: '页脚、关于、隐私说明' },
  contact: { name: '联系方式', shows: '页脚、关于、无障碍声明' },
  errorReport: { name: '我为政府网站找错', shows: '页脚' },
  privacyContact: { name: '个人信息联系人', shows: '隐私说明' },
  securityContact: { name: '安全漏洞联系方式', shows: '/.well-known/security.txt' },
};

const markForm = '{ "text": "…", "url": "https://…" } / { "text": "…", "url": null } / null';
const textForm = '"…" / null';

/** The format of each setting, without real numbers. All but the first may be `null`. */
const settingForms: Record<keyof SiteSettings, string> = {
  name: '"…"',
  siteIdCode: '"十位数字 ten digits" / "bm 加八位数字 bm and eight digits" / null',
  officialMark: markForm,
  icpRecord: markForm,
  policeRecord: markForm,
  organizer: textForm,
  contact: textForm,
  errorReport: markForm,
  privacyContact: textForm,
  securityContact: '"https://…" / "mailto:…" / "tel:…" / null',
};

export const siteSettingsFile = 'content/site-settings.json';

const isSetting = (name: unknown): name is keyof SiteSettings => typeof name === 'string' && name in settingForms;

/** @throws Error with a line for each malformed setting */
export function checkSiteSettings(file: unknown): SiteSettings {
  const parsed = siteSettingsSchema.safeParse(file);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.flatMap((issue) => {
    const [name] = issue.path;
    if (isSetting(name)) {
      const { name: called } = settingWords[name];
      return `${siteSettingsFile}: ${name}（${called}）要写成 needs to be ${settingForms[name]}`;
    }
    if (issue.code !== 'unrecognized_keys') return `${siteSettingsFile}: 要写成 needs to be { "name": "…", … }`;
    return issue.keys.map((key) => `${siteSettingsFile}: ${key} 没有这一项，请删去 is not a setting: remove it`);
  });
  throw new Error([...new Set(lines)].join('\n'));
}

/**
 * @param text of the file
 * @throws Error with a line for each malformed setting, or one line if the text is not JSON
 */
export function readSiteSettings(text: string): SiteSettings {
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message.replaceAll(/\s+/gu, ' ') : String(error);
    throw new Error(
      `${siteSettingsFile}: 不是正确的 JSON，多半是多了或少了逗号、引号，或用了中文标点 is not valid JSON: check for extra or missing commas and quotation marks (${why})`,
    );
  }
  return checkSiteSettings(file);
}
