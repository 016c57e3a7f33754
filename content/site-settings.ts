// Settings that only the operator can supply: official marks and numbers, operator, telephone. Pages omit unset values, and
// the status page lists them.
import file from './site-settings.json' with { type: 'json' };
import { checkSiteSettings, type SiteSettings, settingWords } from './site-settings-form.ts';

export const settingNames = Object.keys(settingWords) as (keyof SiteSettings)[];

/** Lists unset settings. */
export const listUnsetSettings = (settings: SiteSettings): (keyof SiteSettings)[] =>
  settingNames.filter((name) => settings[name] === null);

export const siteSettings: SiteSettings = checkSiteSettings(file);
