// What links a follow-up (追问) to the comment that it asks on. The link is given only to who proved to hold the codes of
// that comment, as a signed cookie that names it together with the key of one load of the form: no other form of the same
// browser is linked by it, no address or history holds it, and nobody can link to a stranger's comment.
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { prefixed } from '../middleware/cookies.ts';

const name = 'follow-up';
const keyOf = (codeSecret: string) => `follow-up cookie of ${codeSecret}`;

export interface FollowUp {
  /** Receipt code of the comment that is asked on. */
  follows: string;
  /** Key of the form's load (`newCommentSchema.key`). */
  key: string;
}

/** For as long as the browser is open: whoever takes long to write must not lose the link without a word. */
export async function keepFollowUp(c: Context, codeSecret: string, { follows, key }: FollowUp): Promise<void> {
  await setSignedCookie(c, name, `${follows}.${key}`, keyOf(codeSecret), {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    ...prefixed(c, 'host'),
  });
}

export async function readFollowUp(c: Context, codeSecret: string): Promise<FollowUp | null> {
  const value = await getSignedCookie(c, keyOf(codeSecret), name, prefixed(c, 'host').prefix);
  const [follows, key] = (value || '').split('.');
  return follows && key ? { follows, key } : null;
}

/** The comment that a sending asks on; null for all that did not begin as a follow-up. */
export async function findFollowed(c: Context, codeSecret: string, key: string): Promise<string | null> {
  const followUp = await readFollowUp(c, codeSecret);
  return followUp?.key === key ? followUp.follows : null;
}

export function forgetFollowUp(c: Context): void {
  deleteCookie(c, name, { path: '/', ...prefixed(c, 'host') });
}
