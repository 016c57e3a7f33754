// Runs axe on a page.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

interface AxeOptions {
  /** Also requires the contrast of WCAG AAA (7:1), as big-text mode does. */
  enhanced?: boolean;
  /** Checks contrast only: dark colours differ from the fully checked light ones in nothing else. */
  onlyContrast?: boolean;
}

const enhancedContrast = 'color-contrast-enhanced';

/** @returns the violated rules with their elements */
export async function findViolations(page: Page, { enhanced = false, onlyContrast = false }: AxeOptions = {}) {
  const contrasts = ['color-contrast', ...(enhanced ? [enhancedContrast] : [])];
  const { violations } = await new AxeBuilder({ page })
    .options({
      resultTypes: ['violations'],
      ...(onlyContrast ? { runOnly: { type: 'rule', values: contrasts } } : {}),
      ...(enhanced ? { rules: { [enhancedContrast]: { enabled: true } } } : {}),
    })
    // Legacy mode runs in the page itself. The site has no frames, and a second page for results doubles the time.
    .setLegacyMode()
    .analyze();
  return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(' ')) }));
}
