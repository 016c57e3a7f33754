// A fragment of the shared views inside React.
import type { Html } from '../../fragments/html.ts';

export function Markup({ html }: { html: Html }) {
  // hono/html escapes every value of the views
  return <span className="markup" dangerouslySetInnerHTML={{ __html: String(html) }} />;
}
