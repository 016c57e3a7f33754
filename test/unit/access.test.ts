import { describe, expect, it } from 'vitest';
import { type Role, roles } from '../../api/contract/words.ts';
import { hasUnit, may, needsSecondFactor, requiredPermission } from '../../api/domain/access/access.ts';
import { isInside, parseNetwork } from '../../api/domain/access/networks.ts';
import { findPasswordRefusal } from '../../api/domain/access/password.ts';
import type { Permission } from '../../api/domain/access/roles.ts';
import { sampleAccounts } from '../../seeds/demo/load.ts';

/** Expected roles of each permission. The type requires every permission. */
const allowedFor: Record<Permission, Role[]> = {
  'own-account': ['desk', 'unit', 'reviewer', 'auditor', 'admin'],
  'read-comments': ['desk', 'unit', 'reviewer', 'auditor'],
  'make-moves': ['desk', 'unit', 'reviewer'],
  assign: ['desk'],
  'view-contact': ['desk', 'unit'],
  'save-attachments': ['desk', 'unit', 'reviewer'],
  'record-progress': ['desk', 'unit'],
  export: ['desk', 'reviewer', 'auditor'],
  'audit-contact-views': ['auditor'],
  'audit-events': ['auditor'],
  'read-accounts': ['auditor', 'admin'],
  'manage-accounts': ['admin'],
  'read-status': ['desk', 'admin'],
};

const allPermissions = Object.keys(allowedFor) as Permission[];

describe('role permissions', () => {
  it.each(Object.entries(allowedFor) as [Permission, Role[]][])(
    'allows %s only for the roles %j',
    (permission, allowed) => {
      expect(roles.filter((role) => may(role, permission))).toEqual(allowed);
    },
  );

  it('denies access to an API route that the permission table does not name', () => {
    expect([
      requiredPermission('GET', '/api/queue'),
      requiredPermission('POST', '/api/queue'),
      requiredPermission('GET', 'constructor'),
    ]).toEqual(['read-comments', null, null]);
  });

  it('gives every role a permission beyond its own account, and a sample account', () => {
    const idle = roles.filter((role) => !allPermissions.some((name) => name !== 'own-account' && may(role, name)));
    expect(idle).toEqual([]);
    expect(roles.filter((role) => !sampleAccounts.some((account) => account.role === role))).toEqual([]);
    for (const { role, unit, username } of sampleAccounts) {
      expect([username, unit !== null]).toEqual([username, hasUnit(role)]);
    }
  });

  it('requires a second factor from the desk and the admin only', () => {
    expect(roles.filter(needsSecondFactor)).toEqual(['desk', 'admin']);
  });
});

describe('password rules', () => {
  it.each([
    ['短密码', 'too-short'],
    ['elevenchars', 'too-short'],
    ['wang.fang+2026!', 'contains-name'],
    ['ＷＡＮＧ.ＦＡＮＧ 2026', 'contains-name'],
    ['aaaaaaaaaaaaaaaa', 'too-common'],
    ['1234567890123', 'too-common'],
    ['abcdefghijklmnop', 'too-common'],
    ['Password123456', 'too-common'],
    ['Admin@1234567', 'too-common'],
    ['woaini1314520', 'too-common'],
    ['1qaz2wsx1qaz2wsx', 'too-common'],
    ['qwertyuiop123', 'too-common'],
  ])('rejects the password %s (%s)', (password, reason) => {
    expect(findPasswordRefusal(password, ['wang.fang', '王芳'])).toBe(reason);
  });

  it.each(['柳树 铜锣 第七 渡口 明天见', 'correct horse battery', 'x7!kd03-Vmw2q', '政务公开办的老李爱喝茶水'])(
    'accepts the password %s',
    (password) => {
      expect(findPasswordRefusal(password, ['wang.fang', '王芳'])).toBeNull();
    },
  );
});

describe('the staff network allowlist', () => {
  const networks = ['10.20.0.0/16', '203.0.113.7', '2001:db8:1::/48']
    .map(parseNetwork)
    .filter((found) => found !== null);

  it.each(['10.20.0.0', '10.20.255.255', '203.0.113.7', '2001:db8:1:ffff::9', '::ffff:10.20.3.4'])(
    'allows the address %s',
    (address) => {
      expect(isInside(address, networks)).toBe(true);
    },
  );

  it.each(['10.21.0.0', '203.0.113.8', '2001:db8:2::1', '::a14:304', 'local', '', null])(
    'blocks the address %j, which is outside the allowlist',
    (address) => {
      expect(isInside(address, networks)).toBe(false);
    },
  );

  it.each([
    '10.0.0.0/33',
    '10.0.0/8',
    '1.2.3.4/8/8',
    '256.1.1.1',
    '01.2.3.4',
    'fe80::1::2',
    '2001:db8::/129',
    'office',
    '',
  ])('rejects the malformed network %s', (text) => {
    expect(parseNetwork(text)).toBeNull();
  });
});
