// Signing in with name and password, checked by better-auth; which of the two was wrong is not said.
import { useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { api, ask } from '../lib/api.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { Field } from './Field.tsx';

interface Credentials {
  username: string;
  password: string;
}

/** @returns the sentence that says why not, or null after success */
async function signIn(credentials: Credentials): Promise<string | null> {
  const answer = await ask(api.session.$post({ json: credentials }));
  return answer.ok ? null : answer.problem.detail;
}

interface SignInProps {
  /** Why the form is shown again to somebody who was signed in; null on first coming. */
  notice: string | null;
  onSignedIn: () => Promise<void>;
}

export function SignIn({ notice, onSignedIn }: SignInProps) {
  const { register, handleSubmit, setError, formState } = useForm<Credentials>();
  const summary = useRef<HTMLDivElement>(null);
  const notes = useRef<HTMLParagraphElement>(null);
  const refusal = formState.errors.root?.message;

  useEffect(() => {
    if (refusal) summary.current?.focus();
  }, [refusal]);

  useEffect(() => {
    notes.current?.focus();
  }, []);

  const submit = async (credentials: Credentials) => {
    const failure = await signIn(credentials);
    if (failure) setError('root', { message: failure });
    else await onSignedIn();
  };

  return (
    <section className="sign-in" aria-labelledby="sign-in-title">
      <h1 id="sign-in-title">工作人员登录</h1>
      {notice && (
        <p className="note" tabIndex={-1} ref={notes}>
          {notice}
        </p>
      )}
      <form onSubmit={handleSubmit(submit)} noValidate>
        <ErrorSummary
          ref={summary}
          isShown={refusal !== undefined}
          title="没有登录"
          detail={refusal ?? ''}
          errors={[]}
        />
        <Field field="username" label="用户名" error={formState.errors.username?.message}>
          <input
            id="username"
            type="text"
            autoComplete="username"
            aria-describedby="username-error"
            {...register('username', { required: '请填写用户名' })}
          />
        </Field>
        <Field field="password" label="密码" error={formState.errors.password?.message}>
          <input
            id="password"
            type="password"
            autoComplete="current-password"
            aria-describedby="password-error"
            {...register('password', { required: '请填写密码' })}
          />
        </Field>
        <button type="submit" className="button" aria-disabled={formState.isSubmitting}>
          {formState.isSubmitting ? '正在登录…' : '登录'}
        </button>
      </form>
    </section>
  );
}
