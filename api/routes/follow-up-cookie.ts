// Links a follow-up (追问) to the comment that it continues. Only holders of that comment's codes get the link, as a signed
// cookie that names the comment and the key of one form load: it links no other form of the same browser, no address or
// history contains it, and nobody can link to a stranger's comment.
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { prefixed } from '../middleware/cookies.ts';

const name = 'follow-up';
const keyOf = (codeSecret: string) => `follow-up cookie of ${codeSecret}`;

export interface FollowUp {
  /** Receipt code of the comment being followed up. */
  follows: string;
  /** Key of the form load (`newCommentSchema.key`). */
  key: string;
}

/** A session cookie: a slow writer must not lose the link silently. */
export async function setFollowUpCookie(c: Context, codeSecret: string, { follows, key }: FollowUp): Promise<void> {
  await setSignedCookie(c, name, `${follows}.${key}`, keyOf(codeSecret), {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    ...prefixed(c, 'host'),
  });
}

export async function readFollowUpCookie(c: Context, codeSecret: string): Promise<FollowUp | null> {
  const value = await getSignedCookie(c, keyOf(codeSecret), name, prefixed(c, 'host').prefix);
  const [follows, key] = (value || '').split('.');
  return follows && key ? { follows, key } : null;
}

/** The comment that a submission follows up; null if it did not begin as a follow-up. */
export async function findFollowed(c: Context, codeSecret: string, key: string): Promise<string | null> {
  const followUp = await readFollowUpCookie(c, codeSecret);
  return followUp?.key === key ? followUp.follows : null;
}

export function clearFollowUpCookie(c: Context): void {
  deleteCookie(c, name, { path: '/', ...prefixed(c, 'host') });
}
