// Validates the operator's settings before the build. Otherwise a page would fail with a bundler error and an unrelated
// stack trace.
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
