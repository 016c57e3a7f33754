// A new account: who, as what, and for a unit clerk where. Password and second factor are the person's own.
import { useState } from 'react';
import type { AccountList, AccountMade } from '../../api/contract/account.ts';
import { type Role, roleSchema, roleWords } from '../../api/contract/words.ts';
import { api, ask } from '../lib/api.ts';
import { PlainForm } from './PlainForm.tsx';

export const roleOptions = roleSchema.options.map((role) => ({ value: role, label: roleWords[role] }));
export const unitOptions = (units: AccountList['units']) => units.map(({ id, name }) => ({ value: id, label: name }));

interface AccountFormProps {
  units: AccountList['units'];
  onMade: (made: AccountMade) => Promise<void>;
}

export function AccountForm({ units, onMade }: AccountFormProps) {
  const [role, setRole] = useState<Role>('desk');
  const make = async ({ username = '', name = '', email = '', unit }: Record<string, string>) => {
    const answer = await ask(api.accounts.$post({ json: { username, name, email, role, unit: unit ?? null } }));
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
            ...{ name: 'role', label: '岗位', options: roleOptions, value: role },
            onChange: (value) => setRole(roleSchema.parse(value)),
          },
          ...(role === 'unit' ? [{ name: 'unit', label: '单位', options: unitOptions(units) }] : []),
        ]}
        button="新建并生成链接"
        busy="正在新建…"
        onSend={make}
      />
    </section>
  );
}
