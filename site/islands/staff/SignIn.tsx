// Sign-in with username and password, checked by better-auth. Errors never say which of the two was wrong.
import { useEffect, useRef, useState } from 'react';
import { api, ask } from '../../lib/api.ts';
import { ErrorSummary } from '../shared/ErrorSummary.tsx';
import { Field } from '../shared/Field.tsx';
import { PlainForm } from '../shared/PlainForm.tsx';
import { useHistoryStep } from '../shared/use-history-step.ts';
import { useShownForm } from '../shared/use-shown-form.ts';
import { SingleSignOn } from './SingleSignOn.tsx';

interface Credentials {
  username: string;
  password: string;
}

const fields = [
  { name: 'username', label: '用户名', type: 'text', autoComplete: 'username' },
  { name: 'password', label: '密码', type: 'password', autoComplete: 'current-password' },
] as const;

/** Address to which the identity provider returns a rejected user. */
const refusedElsewhere =
  '没有登录：您在那边的邮箱在这里没有账号（或选错了地方），账号已停用，或登录超时。请联系管理员，或用密码登录。';

interface SignInProps {
  /** Why a signed-in user must sign in again; null on the first visit. */
  notice: string | null;
  onSignedIn: () => Promise<void>;
}

export function SignIn({ notice, onSignedIn }: SignInProps) {
  const { form, shown } = useShownForm<Credentials>();
  const { register, handleSubmit, setError, formState } = form;
  /** The password was correct, and the account has a second factor. */
  const [isHalfway, setIsHalfway] = useState(false);
  /** Signed in: leaving the second step in the history does not show the first one again. */
  const isDone = useRef(false);
  const codeStep = useHistoryStep('sign-in-code', (isIn) => !isDone.current && setIsHalfway(isIn));
  const summary = useRef<HTMLDivElement>(null);
  const notes = useRef<HTMLParagraphElement>(null);
  const refusal = formState.errors.root?.message;
  const isRefusedElsewhere = new URLSearchParams(location.search).get('sso') === 'refused';
  const said = notice ?? (isRefusedElsewhere ? refusedElsewhere : null);

  useEffect(() => {
    if (refusal) summary.current?.focus();
  }, [refusal]);

  useEffect(() => {
    notes.current?.focus();
  }, []);

  const submit = async (credentials: Credentials) => {
    const answer = await ask(api.session.$post({ json: credentials }));
    if (!answer.ok) setError('root', { message: answer.problem.detail });
    else if (answer.data.signedIn) await onSignedIn();
    else {
      setIsHalfway(true);
      codeStep.enter();
    }
  };
  const finish = async () => {
    isDone.current = true;
    await codeStep.leave();
    await onSignedIn();
  };
  const goBack = async () => {
    await codeStep.leave();
    setIsHalfway(false);
  };
  if (isHalfway) return <SignInCode onSignedIn={finish} onBack={() => void goBack()} />;

  return (
    <section className="sign-in" aria-labelledby="sign-in-title">
      <h1 id="sign-in-title">工作人员登录</h1>
      {said && (
        <p className="note" tabIndex={-1} ref={notes}>
          {said}
        </p>
      )}
      <form {...shown} onSubmit={handleSubmit(submit)} noValidate>
        <ErrorSummary
          ref={summary}
          isShown={refusal !== undefined}
          title="没有登录"
          detail={refusal ?? ''}
          errors={[]}
        />
        {fields.map(({ name, label, ...input }) => (
          <Field key={name} field={name} label={label} error={formState.errors[name]?.message}>
            <input
              id={name}
              aria-describedby={`${name}-error`}
              {...input}
              {...register(name, { required: `请填写${label}` })}
            />
          </Field>
        ))}
        <button type="submit" className="button" aria-disabled={formState.isSubmitting}>
          {formState.isSubmitting ? '正在登录…' : '登录'}
        </button>
      </form>
      <SingleSignOn />
    </section>
  );
}

interface SignInCodeProps {
  onSignedIn: () => Promise<void>;
  onBack: () => void;
}

function SignInCode({ onSignedIn, onBack }: SignInCodeProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const send = async ({ code = '' }: Record<string, string>) => {
    const answer = await ask(api.session.code.$post({ json: { code } }));
    if (!answer.ok) return answer.problem;
    await onSignedIn();
    return null;
  };
  return (
    <section className="sign-in" aria-labelledby="code-title">
      <h1 id="code-title" tabIndex={-1} ref={heading}>
        输入动态口令
      </h1>
      <PlainForm
        id="sign-in"
        refused="没有登录"
        fields={[{ name: 'code', label: '验证器应用显示的 6 位数字', type: 'code' }]}
        button="登录"
        busy="正在核对…"
        onSend={send}
      />
      <p>
        <button type="button" className="link" onClick={onBack}>
          换一个账号登录
        </button>
      </p>
    </section>
  );
}
