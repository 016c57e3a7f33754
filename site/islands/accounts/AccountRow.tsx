// One account with the admin's actions.
import { useState } from 'react';
import type { Account, AccountChange, AccountList, CreatedAccount } from '../../../api/contract/account.ts';
import { type Role, roleSchema, roleWords } from '../../../api/contract/words.ts';
import { hasUnit } from '../../../api/domain/access/access.ts';
import { formatInstant } from '../../../api/domain/clock/window-words.ts';
import { api, ask } from '../../lib/api.ts';
import { PlainForm } from '../shared/PlainForm.tsx';
import { SampleMark } from '../shared/SampleMark.tsx';
import { roleOptions, unchosen, unitOptions } from './AccountForm.tsx';

interface AccountRowProps {
  account: Account;
  units: AccountList['units'];
  mayManage: boolean;
  onChanged: (after: CreatedAccount) => Promise<void>;
  onRefused: (detail: string) => void;
}

function describe({ isDisabled, hasPassword, hasSecondFactor, linkUntil }: Account): string[] {
  return [
    isDisabled ? '已停用' : hasPassword ? '在用' : '还没有设置密码',
    ...(hasSecondFactor ? ['已绑定动态口令'] : []),
    ...(linkUntil ? [`链接 ${formatInstant(linkUntil)} 前有效`] : []),
  ];
}

export function AccountRow({ account, units, mayManage, onChanged, onRefused }: AccountRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [role, setRole] = useState<Role>(account.role);
  const send = (change: AccountChange) =>
    ask(api.accounts[':account'].changes.$post({ param: { account: account.id }, json: change }));
  const change = async (accountChange: AccountChange) => {
    const answer = await send(accountChange);
    if (answer.ok) await onChanged(answer.data);
    else onRefused(answer.problem.detail);
  };
  const assign = async ({ role: shown, unit }: Record<string, string>) => {
    const answer = await send({ change: 'assign', role: roleSchema.parse(shown), unit: unit || null });
    if (!answer.ok) return answer.problem;
    setIsOpen(false);
    await onChanged(answer.data);
    return null;
  };
  const { id, name, username, unit, email, isDisabled, isSample, isOwn } = account;
  return (
    <li aria-label={name}>
      <p className="row-title">
        {name} <span className="code">{username}</span>
      </p>
      <p className="meta">
        <span>{roleWords[account.role]}</span>
        {unit && <span>{unit.name}</span>}
        {email && <span>{email}</span>}
        {describe(account).map((words) => (
          <span key={words}>{words}</span>
        ))}
        <SampleMark isSample={isSample} />
        {isOwn && <span>您自己</span>}
      </p>
      {mayManage && !isOwn && (
        <p className="button-row">
          {!isDisabled && (
            <>
              <button type="button" className="link" onClick={() => void change({ change: 'link' })}>
                重新生成链接
              </button>
              <button type="button" className="link" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
                改岗位或单位
              </button>
            </>
          )}
          <button
            type="button"
            className="link"
            onClick={() => void change({ change: isDisabled ? 'enable' : 'disable' })}
          >
            {isDisabled ? '恢复使用' : '停用'}
          </button>
        </p>
      )}
      {isOpen && (
        <div className="move-form">
          <PlainForm
            id={`assign-${id}`}
            refused="没有修改"
            fields={[
              {
                name: 'role',
                label: '岗位',
                options: roleOptions,
                value: role,
                onChange: (value) => setRole(roleSchema.parse(value)),
              },
              ...(hasUnit(role)
                ? [
                    {
                      name: 'unit',
                      label: '单位',
                      options: [unchosen, ...unitOptions(units)],
                      ...(unit ? { value: unit.id } : {}),
                    },
                  ]
                : []),
            ]}
            button="保存，并结束这个账号的登录"
            busy="正在保存…"
            onSend={assign}
          />
        </div>
      )}
    </li>
  );
}
