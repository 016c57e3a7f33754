// The signed cookie that links a follow-up (追问) to the earlier comment. Only holders of that comment's codes get it, so
// nobody can link to a stranger's comment. It is valid for one form load, and no address or history contains it.
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { cookiePrefix } from '../middleware/cookies.ts';

const name = 'follow-up';
const keyOf = (codeSecret: string) => `follow-up cookie of ${codeSecret}`;

export interface FollowUp {
  /** Receipt code of the earlier comment. */
  follows: string;
  /** Key of the form load (`newCommentSchema.key`). */
  key: string;
}

/** Sets a session cookie without expiry, so that slow writers do not lose the link. */
export async function setFollowUpCookie(c: Context, codeSecret: string, { follows, key }: FollowUp): Promise<void> {
  await setSignedCookie(c, name, `${follows}.${key}`, keyOf(codeSecret), {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    ...cookiePrefix(c, 'host'),
  });
}

export async function readFollowUpCookie(c: Context, codeSecret: string): Promise<FollowUp | null> {
  const value = await getSignedCookie(c, keyOf(codeSecret), name, cookiePrefix(c, 'host').prefix);
  const [follows, key] = (value || '').split('.');
  return follows && key ? { follows, key } : null;
}

/** Finds the comment that a submission follows up; null if it is not a follow-up. */
export async function findFollowed(c: Context, codeSecret: string, key: string): Promise<string | null> {
  const followUp = await readFollowUpCookie(c, codeSecret);
  return followUp?.key === key ? followUp.follows : null;
}

export function clearFollowUpCookie(c: Context): void {
  deleteCookie(c, name, { path: '/', ...cookiePrefix(c, 'host') });
}
