// What only the site's operator knows of it: official marks and numbers, who runs it, whom to call. None is made up:
// what is not set does not show on a page, and staff are told of it.
import { z } from 'zod';
import file from './site-settings.json' with { type: 'json' };

/** A mark or number with the address at which it can be checked. */
const markSchema = z.strictObject({ text: z.string().min(1), url: z.url({ protocol: /^https?$/ }).nullable() });

export const siteSettingsSchema = z.strictObject({
  name: z.string().min(1),
  /** 政府网站标识码: ten digits for a locality, `bm` and eight for a ministry. */
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
  /** Who is told of a weakness: a page, or an address of the office, never of a person (RFC 9116 asks for a URI). */
  securityContact: z
    .string()
    .regex(/^(https:\/\/|mailto:|tel:)\S+$/)
    .nullable(),
});

export type SiteSettings = z.infer<typeof siteSettingsSchema>;

/** What pages call each setting, and where it shows. */
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

export const settingNames = Object.keys(settingWords) as (keyof SiteSettings)[];

/** Settings that somebody still has to fill in. */
export const unsetIn = (settings: SiteSettings): (keyof SiteSettings)[] =>
  settingNames.filter((name) => settings[name] === null);

export const siteSettings: SiteSettings = siteSettingsSchema.parse(file);
