// What only the site's operator knows of it: official marks and numbers, who runs it, whom to call. None is made up:
// what is not set does not show on a page, and staff are told of it.
import file from './site-settings.json' with { type: 'json' };
import { checkSiteSettings, type SiteSettings, settingWords } from './site-settings-form.ts';

export const settingNames = Object.keys(settingWords) as (keyof SiteSettings)[];

/** Settings that somebody still has to fill in. */
export const unsetIn = (settings: SiteSettings): (keyof SiteSettings)[] =>
  settingNames.filter((name) => settings[name] === null);

export const siteSettings: SiteSettings = checkSiteSettings(file);
