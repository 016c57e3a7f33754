// Moves each page's content policy directly after the charset declaration. Astro writes it at the end of the head, but
// a policy does not apply to what precedes it.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const policy = /<meta http-equiv="content-security-policy"[^>]*>/u;
const encoding = '<meta charset="utf-8">';

/** @throws Error if a page has no policy, because no page may be published without one */
export function putPolicyFirst(html: string, file: string): string {
  const found = policy.exec(html)?.[0];
  if (!(found && html.includes(encoding))) throw new Error(`${file} has no content policy`);
  return html.replace(found, () => '').replace(encoding, () => `${encoding}${found}`);
}

export function policyFirst(): AstroIntegration {
  return {
    name: 'policy-first',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const dist = fileURLToPath(dir);
        for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
          if (!file.endsWith('.html')) continue;
          const path = join(dist, file);
          writeFileSync(path, putPolicyFirst(readFileSync(path, 'utf8'), file));
        }
      },
    },
  };
}
