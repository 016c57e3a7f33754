// The staff pages in menu order, each with the permission it needs.
import type { Role } from '../../api/contract/words.ts';
import { may } from '../../api/domain/access/access.ts';
import type { Permission } from '../../api/domain/access/roles.ts';

const pages: { url: string; name: string; needs: Permission }[] = [
  { url: '/staff/', name: '留言办理', needs: 'read-comments' },
  { url: '/staff/commitments/', name: '登记进展', needs: 'record-progress' },
  { url: '/staff/reports/', name: '统计导出', needs: 'export' },
  { url: '/staff/contact-views/', name: '联系方式查看记录', needs: 'audit-contact-views' },
  { url: '/staff/accounts/', name: '账号管理', needs: 'read-accounts' },
  { url: '/staff/status/', name: '运行状态', needs: 'read-status' },
  { url: '/staff/account/', name: '我的账号', needs: 'own-account' },
  { url: '/staff/handbook/', name: '操作手册', needs: 'own-account' },
];

/** @returns the name of a staff page as in the menu, for the handbook */
export function staffPageName(url: string): string {
  const page = pages.find((entry) => entry.url === url);
  if (!page) throw new Error(`no staff page at ${url}`);
  return page.name;
}

/** @returns the pages that a role may open; at least one */
export const staffPagesOf = (role: Role) => pages.filter(({ needs }) => may(role, needs));
