import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listUnsetSettings, siteSettings } from '../../content/site-settings.ts';
import { siteSettingsSchema } from '../../content/site-settings-form.ts';
import { writeSecurityText } from '../../site/lib/security-text.ts';

describe('security.txt', () => {
  it('security.txt gives contact, languages and an expiry date less than a year after the build', () => {
    const builtAt = Date.parse('2026-11-21T09:30:00+08:00');
    const text = writeSecurityText('https://www.county.example/report', new URL('https://mingbai.example'), builtAt);
    expect(text).toBe(
      [
        'Contact: https://www.county.example/report',
        'Expires: 2027-11-16T00:00:00Z',
        'Preferred-Languages: zh, en',
        'Canonical: https://mingbai.example/.well-known/security.txt',
        '',
      ].join('\n'),
    );
  });

  it('security.txt is not published until a contact is configured, and staff see that it is missing', () => {
    expect(siteSettings.securityContact).toBeNull();
    expect(existsSync('dist/.well-known')).toBe(false);
    expect(listUnsetSettings(siteSettings)).toContain('securityContact');
  });

  it('security.txt accepts a contact only with its URL scheme, as the standard requires', () => {
    const isTaken = (securityContact: string) =>
      siteSettingsSchema.safeParse({ ...siteSettings, securityContact }).success;
    expect(
      ['https://www.county.example/report', 'mailto:safety@county.example', 'tel:+86-10-0000'].every(isTaken),
    ).toBe(true);
    expect(['safety@county.example', 'http://www.county.example', 'mailto:a b'].some(isTaken)).toBe(false);
  });
});
