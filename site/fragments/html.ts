// HTML fragments rendered by the server, also without script, and shared with the islands. hono/html escapes every
// value.
import { html } from 'hono/html';

export { html };
export type Html = ReturnType<typeof html>;

/** Splits typed text into paragraphs at blank lines; a single line break stays one. */
export function paragraphs(text: string): Html[] {
  return text.split(/\n{2,}/u).map((paragraph) => {
    const lines = paragraph.split('\n');
    return html`<p>${lines.map((line, index) => html`${index > 0 ? html`<br>` : ''}${line}`)}</p>`;
  });
}

export const nothing = html``;

/** JSON for a `<script>` element. Escapes `<`, so that `</script>` in a text cannot end the element. */
export const scriptJson = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c');
