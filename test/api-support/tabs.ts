// One browser with several tabs: they share cookies, and each follows the forms and links of the page that it shows.
import type { openTestOffice } from './office.ts';

type Office = Awaited<ReturnType<typeof openTestOffice>>;
type Fields = Record<string, string>;

/** A form as the page holds it. */
export interface PageForm {
  action: string;
  fields: Fields;
}

const unescapeHtml = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
const attributeOf = (tag: string, name: string) =>
  unescapeHtml(new RegExp(`\\s${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? '');

/** Forms of a page with their hidden fields, in order. */
export const formsOf = (page: string): PageForm[] =>
  [...page.matchAll(/(<form[^>]*>)([\s\S]*?)<\/form>/gu)].map(([, tag = '', inside = '']) => ({
    action: attributeOf(tag, 'action'),
    fields: Object.fromEntries(
      [...inside.matchAll(/<input[^>]*type="hidden"[^>]*>/gu)].map(([field]) => [
        attributeOf(field, 'name'),
        attributeOf(field, 'value'),
      ]),
    ),
  }));

export const linksOf = (page: string): string[] =>
  [...page.matchAll(/<a [^>]*>/gu)].map(([tag]) => attributeOf(tag, 'href'));

export function openBrowserIn(office: Office) {
  const cookies = new Map<string, string>();

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await office.request(path, { ...init, headers: { cookie, ...init.headers } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? [];
      if (/Max-Age=0/u.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  }

  /** A page, after redirects. */
  async function show(answer: Response): Promise<{ status: number; address: string; page: string }> {
    let [last, address] = [answer, ''];
    while (last.headers.get('location')) {
      address = last.headers.get('location') ?? '';
      last = await request(address);
    }
    return { status: last.status, address, page: await last.text() };
  }

  const post = (path: string, fields: Fields, headers: Fields = {}) =>
    request(path, { method: 'POST', headers, body: new URLSearchParams(fields) });

  return {
    cookies,
    request,
    post,
    get: async (path: string) => show(await request(path)),
    send: async (path: string, fields: Fields, headers: Fields = {}) => show(await post(path, fields, headers)),
    /** Sends the page's form to an address that has the given hidden fields, with what was typed. */
    async submit(page: string, action: string, typed: Fields, hidden: Fields = {}, headers: Fields = {}) {
      const form = formsOf(page).find(
        (one) => one.action === action && Object.entries(hidden).every(([name, value]) => one.fields[name] === value),
      );
      if (!form) throw new Error(`the page has no such form to ${action}`);
      return show(await post(action, { ...form.fields, ...typed }, headers));
    },
  };
}
