// What only the operator knows: official marks and numbers, operator, telephone. None is invented:
// unset values show on no page, and staff are reminded of them.
import file from './site-settings.json' with { type: 'json' };
import { checkSiteSettings, type SiteSettings, settingWords } from './site-settings-form.ts';

export const settingNames = Object.keys(settingWords) as (keyof SiteSettings)[];

/** Settings that are still missing. */
export const unsetIn = (settings: SiteSettings): (keyof SiteSettings)[] =>
  settingNames.filter((name) => settings[name] === null);

export const siteSettings: SiteSettings = checkSiteSettings(file);
