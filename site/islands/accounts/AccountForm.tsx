// Creates an account with a role, and for a unit clerk a unit. The new user sets password and second factor.
import { useState } from 'react';
import type { AccountList, CreatedAccount } from '../../../api/contract/account.ts';
import { roleSchema, roleWords } from '../../../api/contract/words.ts';
import { hasUnit } from '../../../api/domain/access/access.ts';
import { api, ask, refuseField } from '../../lib/api.ts';
import { PlainForm } from '../shared/PlainForm.tsx';

export const roleOptions = roleSchema.options.map((role) => ({ value: role, label: roleWords[role] }));
export const unitOptions = (units: AccountList['units']) => units.map(({ id, name }) => ({ value: id, label: name }));

/** Nothing is preselected: nobody should get the most powerful role or the first unit by accident. */
export const unchosen = { value: '', label: '请选择' };

interface AccountFormProps {
  units: AccountList['units'];
  onMade: (made: CreatedAccount) => Promise<void>;
}

export function AccountForm({ units, onMade }: AccountFormProps) {
  const [chosen, setChosen] = useState('');
  const chosenRole = roleSchema.safeParse(chosen).data;
  const createAccount = async ({ username = '', name = '', email = '', role: shown, unit }: Record<string, string>) => {
    const role = roleSchema.safeParse(shown).data;
    if (!role) return refuseField('role', '请选择岗位');
    if (hasUnit(role) && !unit) return refuseField('unit', '请选择单位');
    const answer = await ask(api.accounts.$post({ json: { username, name, email, role, unit: unit || null } }));
    if (!answer.ok) return answer.problem;
    await onMade(answer.data);
    return null;
  };
  return (
    <section className="account-form" aria-labelledby="new-account-title">
      <h2 id="new-account-title">新建账号</h2>
      <PlainForm
        id="new"
        refused="账号没有建成"
        fields={[
          { name: 'name', label: '姓名' },
          { name: 'username', label: '用户名', hint: '登录用，3 至 30 位，以字母开头，只用字母、数字、点和下划线' },
          { name: 'email', label: '电子邮箱（可不填）', hint: '用单点登录时，按它找到账号' },
          {
            name: 'role',
            label: '岗位',
            options: [unchosen, ...roleOptions],
            value: chosen,
            onChange: setChosen,
          },
          ...(chosenRole && hasUnit(chosenRole)
            ? [{ name: 'unit', label: '单位', options: [unchosen, ...unitOptions(units)] }]
            : []),
        ]}
        button="新建并生成链接"
        busy="正在新建…"
        onSend={createAccount}
      />
    </section>
  );
}
