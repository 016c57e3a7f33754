// Sets up the second factor: the password again, a QR code, and the first six digits.
import { useEffect, useRef, useState } from 'react';
import { qrCode } from '../../fragments/qr-code.ts';
import { api, ask } from '../../lib/api.ts';
import { Markup } from '../shared/Markup.tsx';
import { PlainForm } from '../shared/PlainForm.tsx';
import { useHistoryStep } from '../shared/use-history-step.ts';

/** In groups of four, so that people can copy it from the screen. */
const inGroups = (secret: string) => secret.match(/.{1,4}/gu)?.join(' ') ?? secret;

export function SecondFactor({ onDone }: { onDone: () => Promise<void> }) {
  const [begun, setBegun] = useState<{ uri: string; secret: string } | null>(null);
  /** What the step showed, for Forward; null once it is set up. */
  const last = useRef<typeof begun>(null);
  const step = useHistoryStep('second-factor', (isIn) => setBegun(isIn ? last.current : null));
  const instruction = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    if (begun) instruction.current?.focus();
  }, [begun]);

  const startEnrolment = async ({ password = '' }: Record<string, string>) => {
    const answer = await ask(api['own-account']['second-factor'].$post({ json: { password } }));
    if (!answer.ok) return answer.problem;
    last.current = answer.data;
    setBegun(answer.data);
    step.enter();
    return null;
  };

  const finish = async ({ code = '' }: Record<string, string>) => {
    const answer = await ask(api['own-account']['second-factor'].code.$post({ json: { code } }));
    if (!answer.ok) return answer.problem;
    last.current = null;
    await step.leave();
    await onDone();
    return null;
  };

  if (!begun) {
    return (
      <PlainForm
        key="begin"
        id="factor"
        refused="没有开始绑定"
        fields={[{ name: 'password', label: '您的密码', type: 'password', autoComplete: 'current-password' }]}
        button="开始绑定"
        busy="正在准备…"
        onSend={startEnrolment}
      />
    );
  }
  return (
    <>
      <p tabIndex={-1} ref={instruction}>
        <strong>用手机上的验证器应用扫描</strong>
      </p>
      <div className="scan">
        <Markup html={qrCode(begun.uri, '动态口令的二维码')} />
        <p>
          不能扫描时，在应用里选「手动输入密钥」：
          <span className="code secret">{inGroups(begun.secret)}</span>
        </p>
      </div>
      <PlainForm
        key="finish"
        id="code"
        refused="没有绑定"
        fields={[{ name: 'code', label: '应用显示的 6 位数字', type: 'code' }]}
        button="完成绑定"
        busy="正在核对…"
        onSend={finish}
      />
    </>
  );
}

/** The only page for a user whose role requires a second factor that is not set up yet. */
export function EnrolFirst({ onDone }: { onDone: () => Promise<void> }) {
  return (
    <section className="sign-in" aria-labelledby="enrol-title">
      <h1 id="enrol-title">绑定动态口令</h1>
      <p>您的岗位能看到全部留言或管理账号，登录时除密码外还要输入动态口令。绑定后才能办理。</p>
      <p className="hint">
        需要一个验证器应用，例如手机自带的密码管理、微软或谷歌的身份验证器。换手机或丢失后，请管理员重新生成链接。
      </p>
      <SecondFactor onDone={onDone} />
    </section>
  );
}
