// Single sign-on from an empty self-hosted home, set up as its admin does.
import { spawnSync } from 'node:child_process';
import { deleteFolder, makeDataFolder } from '../support/data-folder.ts';
import { startIdentityProvider } from '../support/identity-provider.ts';
import { expect, test } from '../support/journey.ts';
import { clockStart } from '../support/journey-settings.ts';
import { freePort, serveNode } from '../support/node-process.ts';
import { codeAt } from '../support/totp.ts';

const password = '柳树 铜锣 第七 渡口 明天见';

function createAdmin(data: string, site: string): string {
  const whom = ['--jurisdiction', 'guanxian', '--username', 'li.ming', '--name', '李明'];
  const { stdout } = spawnSync(
    process.execPath,
    ['api/homes/local/admin.ts', ...whom, '--data', data, '--site', site],
    {
      encoding: 'utf8',
    },
  );
  return /^http\S+$/mu.exec(stdout)?.[0] ?? '';
}

test('a clerk signs in with the county’s identity after the admin created an account for the e-mail address', async ({
  browser,
}) => {
  const data = makeDataFolder();
  const port = await freePort();
  const provider = await startIdentityProvider(await freePort(), `http://localhost:${port}`);
  const site = await serveNode(data, { ...provider.settings, CLOCK_START: clockStart }, port);
  const open = async () => (await browser.newContext({ baseURL: site.origin })).newPage();
  try {
    await test.step('the admin opens the command’s link and creates an account with an e-mail address', async () => {
      const admin = await open();
      await admin.goto(createAdmin(data, site.origin));
      await admin.getByLabel('密码', { exact: true }).fill(password);
      await admin.getByLabel('再填一次').fill(password);
      await admin.getByRole('button', { name: '设置密码并登录' }).click();
      await admin.getByLabel('您的密码').fill(password);
      await admin.getByRole('button', { name: '开始绑定' }).click();
      const secret = (await admin.locator('.secret').textContent()) ?? '';
      await admin.getByLabel('应用显示的 6 位数字').fill(await codeAt(secret.replaceAll(' ', ''), Date.now()));
      await admin.getByRole('button', { name: '完成绑定' }).click();
      await admin.getByLabel('姓名').fill('王芳');
      await admin.getByLabel('用户名').fill('wang.fang');
      await admin.getByLabel('电子邮箱').fill('wang@county.test');
      await admin.getByLabel('岗位').selectOption('政务公开办');
      await admin.getByRole('button', { name: '新建并生成链接' }).click();
      await expect(admin.getByRole('region', { name: '请把链接交给王芳' })).toBeVisible();
      await admin.context().close();
    });

    const clerk = await open();
    const place = clerk.getByLabel('您的账号在哪个地方');
    const button = clerk.getByRole('button', { name: '用全省统一身份认证登录' });
    const signInAs = async (address: string) => {
      await button.click();
      await clerk.waitForURL(`${provider.settings.OIDC_ISSUER}/**`);
      await clerk.locator('[name=login]').fill(address);
      await clerk.locator('[name=password]').fill('theirs');
      await clerk.getByRole('button', { name: 'Sign-in' }).click();
      await clerk.getByRole('button', { name: 'Continue' }).click();
      await clerk.waitForURL(`${site.origin}/staff/**`);
    };

    await test.step('the clerk must choose a place first', async () => {
      await clerk.goto('/staff/');
      await expect(place).toHaveValue('');
      await button.click();
      await expect(clerk.getByRole('alert').filter({ hasText: '没有登录' })).toBeFocused();
      await expect(clerk.getByText('请选择您的账号在哪个地方').first()).toBeVisible();
      await clerk.screenshot({ path: '.tmp/screens/single-sign-on.png', fullPage: true });
    });
    await test.step('an e-mail address without an account in that place is refused', async () => {
      await place.selectOption({ label: '平阴县' });
      await signInAs('wang@county.test');
      await expect(clerk.getByText('您在那边的邮箱在这里没有账号（或选错了地方）')).toBeFocused();
      await expect(place).toHaveValue('pingyin');
    });
    await test.step('the right place opens the queue without our second factor', async () => {
      await clerk.context().clearCookies({ domain: '127.0.0.1' });
      await place.selectOption({ label: '冠县' });
      await signInAs('wang@county.test');
      await expect(clerk.getByRole('heading', { name: '留言办理', level: 1 })).toBeVisible();
      await expect(clerk.getByText('王芳')).toBeVisible();
    });
    await test.step('after signing out, the place is still selected', async () => {
      await clerk.getByRole('button', { name: '退出' }).click();
      await expect(clerk.getByText('已退出。')).toBeFocused();
      await expect(place).toHaveValue('guanxian');
    });
    await clerk.context().close();
  } finally {
    await site.kill();
    provider.close();
    deleteFolder(data);
  }
});
