// What axe finds on a page.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

interface Asked {
  /** In 关怀版 the contrast of WCAG AAA (7:1) is held besides everything else. */
  enhanced?: boolean;
  /** Only the contrasts: what was checked whole in light colours differs in dark ones by nothing else. */
  onlyContrast?: boolean;
}

const enhancedContrast = 'color-contrast-enhanced';

/** @returns the rules that are broken, and where */
export async function findViolations(page: Page, { enhanced = false, onlyContrast = false }: Asked = {}) {
  const contrasts = ['color-contrast', ...(enhanced ? [enhancedContrast] : [])];
  const { violations } = await new AxeBuilder({ page })
    .options({
      resultTypes: ['violations'],
      ...(onlyContrast ? { runOnly: { type: 'rule', values: contrasts } } : {}),
      ...(enhanced ? { rules: { [enhancedContrast]: { enabled: true } } } : {}),
    })
    // Within the page itself: no page of this site has a frame, and a second page for the results takes as long again.
    .setLegacyMode()
    .analyze();
  return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(' ')) }));
}
