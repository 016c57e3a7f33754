// Links a follow-up (追问) to the comment that it continues, by a signed cookie with that comment's receipt code and the
// form's key. Only holders of the comment's codes get the cookie, so nobody can follow up a stranger's comment. Several
// follow-ups may be open at once; each form contains the receipt code of its comment.
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { readReceiptCode, readTrackingCode } from '../contract/codes.ts';
import type { Sending } from '../contract/sending.ts';
import { cookiePrefix } from '../middleware/cookies.ts';
import { checkRateLimit } from '../middleware/limits.ts';
import type { Deps } from '../ports/deps.ts';
import { proveCodes } from '../record/codes.ts';

const name = 'follow-up';
const signingKey = (codeSecret: string) => `follow-up cookie of ${codeSecret}`;
/** Maximum number of unsent follow-ups, because every request sends the cookie. Another one replaces the oldest. */
const maxFollowUps = 5;

export interface FollowUp {
  /** Receipt code of the earlier comment. */
  follows: string;
  /** Key of the form load (`newCommentSchema.key`). */
  key: string;
}

/** @returns the newest first */
export async function readFollowUps(c: Context, { codeSecret }: Pick<Deps, 'codeSecret'>): Promise<FollowUp[]> {
  const value = await getSignedCookie(c, signingKey(codeSecret), name, cookiePrefix(c, 'host').prefix);
  return (value || '').split('~').flatMap((entry) => {
    const [follows, key] = entry.split('.');
    return follows && key ? [{ follows, key }] : [];
  });
}

/** Sets a session cookie without expiry, so that slow writers do not lose the link. */
async function writeFollowUps(c: Context, codeSecret: string, followUps: FollowUp[]): Promise<void> {
  if (followUps.length === 0) return void deleteCookie(c, name, { path: '/', ...cookiePrefix(c, 'host') });
  const value = followUps.map(({ follows, key }) => `${follows}.${key}`).join('~');
  await setSignedCookie(c, name, value, signingKey(codeSecret), {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    ...cookiePrefix(c, 'host'),
  });
}

export async function addFollowUp(c: Context, deps: Pick<Deps, 'codeSecret'>, added: FollowUp): Promise<void> {
  const others = (await readFollowUps(c, deps)).filter(({ key }) => key !== added.key);
  await writeFollowUps(c, deps.codeSecret, [added, ...others].slice(0, maxFollowUps));
}

/** @param follows the comments whose follow-ups this browser may no longer send */
export async function forgetFollowUps(c: Context, deps: Pick<Deps, 'codeSecret'>, follows: string[]): Promise<void> {
  const all = await readFollowUps(c, deps);
  const remaining = all.filter((followUp) => !follows.includes(followUp.follows));
  if (remaining.length < all.length) await writeFollowUps(c, deps.codeSecret, remaining);
}

const requestCodeMessage = (follows: string) => `请填写 ${follows} 的查询码`;
const wrongCodeMessage = (follows: string) => `没有找到对应的留言，请核对 ${follows} 的查询码`;
const tooManyCodesMessage = '核对得太频繁了，请过一分钟再提交';

/** The error summary: states which comment is meant, and that the typed text is preserved. */
export const unprovenFollowUp = (follows: string) => ({
  title: '请再填一次查询码',
  detail: `这是对 ${follows} 的追问。为保护您的信息，这台设备上已不再保留它的号码。已填写的内容都还在，填好查询码再提交即可。`,
});

export type FoundFollowUp =
  /** `follows` is null if the submission follows up nothing. */
  | { ok: true; follows: string | null }
  /** This browser does not have the codes of the comment that it follows up; `message` asks for the tracking code. */
  | { ok: false; follows: string; message: string };

/**
 * Finds the comment that a submission follows up. If the form contains a receipt code, the submission is linked to that
 * comment or refused, but never stored as an unrelated comment. Otherwise the form's key finds the link.
 */
export async function findFollowed(
  c: Context,
  deps: Deps,
  typed: Partial<Pick<Sending, 'key' | 'follows' | 'trackingCode'>>,
): Promise<FoundFollowUp> {
  const followUps = await readFollowUps(c, deps);
  const key = typed.key ?? '';
  const follows = readReceiptCode(typed.follows ?? '').slice(0, 40);
  if (follows === '') return { ok: true, follows: followUps.find((found) => found.key === key)?.follows ?? null };
  if (followUps.some((found) => found.follows === follows)) return { ok: true, follows };
  const trackingCode = readTrackingCode(typed.trackingCode ?? '').slice(0, 40);
  if (trackingCode === '') return { ok: false, follows, message: requestCodeMessage(follows) };
  const isAllowed = (await checkRateLimit(deps, 'follow', c)) === 'go-on';
  const proof = isAllowed ? await proveCodes(deps, { receiptCode: follows, trackingCode }) : null;
  if (!proof?.ok) {
    const isTooMany = proof === null || proof.reason === 'too-many-requests';
    return { ok: false, follows, message: isTooMany ? tooManyCodesMessage : wrongCodeMessage(follows) };
  }
  if (key !== '') await addFollowUp(c, deps, { follows, key });
  return { ok: true, follows };
}
