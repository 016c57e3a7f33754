// The place that a resident chose last, so that nobody has to choose it again. It holds an id and nothing about the person;
// page scripts read it too.
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const name = 'place';
const yearInSeconds = 31_536_000;

/** @returns the id of the chosen jurisdiction, which need not exist; empty if none was chosen */
export const readPlace = (c: Context): string => getCookie(c, name) ?? '';

export function rememberPlace(c: Context, jurisdiction: string): void {
  if (readPlace(c) !== jurisdiction) {
    setCookie(c, name, jurisdiction, { path: '/', maxAge: yearInSeconds, sameSite: 'Lax' });
  }
}
