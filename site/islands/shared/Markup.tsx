// Renders a shared HTML fragment in React.
import type { Html } from '../../fragments/html.ts';

export function Markup({ html }: { html: Html }) {
  // hono/html escapes every value of the fragments
  return <span className="markup" dangerouslySetInnerHTML={{ __html: String(html) }} />;
}
