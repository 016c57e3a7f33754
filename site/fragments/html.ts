// HTML made by the server for people without script, and shared with the islands; every value is escaped by hono/html.
import { html } from 'hono/html';

export { html };
export type Html = ReturnType<typeof html>;

/** Paragraphs of typed text: a blank line parts them, a single line end stays a line end. */
export function paragraphs(text: string): Html[] {
  return text.split(/\n{2,}/u).map((paragraph) => {
    const lines = paragraph.split('\n');
    return html`<p>${lines.map((line, index) => html`${index > 0 ? html`<br>` : ''}${line}`)}</p>`;
  });
}

export const nothing = html``;
