import react from '@astrojs/react';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { findSearchVisibility } from './api/contract/served-pages.ts';
import { pagefind } from './site/lib/pagefind-integration.ts';
import { policyFirst } from './site/lib/policy-first-integration.ts';
import { checkedSettings } from './site/lib/site-settings-integration.ts';
import { readSiteUrl } from './site/lib/site-url.ts';

export default defineConfig({
  /** The site's own address, for canonical links and the sitemap; a deployment sets its domain. */
  site: readSiteUrl(process.env.SITE_URL),
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  output: 'static',
  trailingSlash: 'ignore',
  devToolbar: { enabled: false },
  // A highlighter writes inline styles, which the content security policy refuses.
  markdown: { syntaxHighlight: false },
  integrations: [
    checkedSettings(),
    react(),
    sitemap({ filter: (page) => findSearchVisibility(new URL(page).pathname) === 'listed' }),
    policyFirst(),
    pagefind(),
  ],
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'self'",
        "object-src 'none'",
      ],
      // Pagefind's index is read by WebAssembly; nothing else may evaluate code.
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
    },
  },
  vite: { server: { proxy: { '/api': 'http://localhost:8787' } } },
});
