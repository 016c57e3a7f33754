// HTML rendered by the server for people without script, and shared with the islands; hono/html escapes every value.
import { html } from 'hono/html';

export { html };
export type Html = ReturnType<typeof html>;

/** Paragraphs of typed text: a blank line separates them; a single newline stays one. */
export function paragraphs(text: string): Html[] {
  return text.split(/\n{2,}/u).map((paragraph) => {
    const lines = paragraph.split('\n');
    return html`<p>${lines.map((line, index) => html`${index > 0 ? html`<br>` : ''}${line}`)}</p>`;
  });
}

export const nothing = html``;

/** JSON for a `<script>`: escapes `<`, so that no `</script>` in a text can end the element. */
export const scriptJson = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c');
