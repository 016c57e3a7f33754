// What the operator filled in is looked at before anything is built: a page that stumbles over it would say it in the words
// of a bundler, with a trace of somebody else's code.
import { readFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import { readSiteSettings, siteSettingsFile } from '../../content/site-settings-form.ts';

export function checkedSettings(): AstroIntegration {
  return {
    name: 'site-settings',
    hooks: {
      'astro:config:setup': ({ config, logger }) => {
        try {
          readSiteSettings(readFileSync(new URL(siteSettingsFile, config.root), 'utf8'));
        } catch (error) {
          logger.error(error instanceof Error ? error.message : String(error));
          process.exit(1);
        }
      },
    },
  };
}
