// The receipt in place of the form; the same view as the server's, so that both say the same.
import { useEffect, useRef } from 'react';
import type { Receipt } from '../../api/contract/follow.ts';
import { receiptView } from '../../api/views/comment.ts';

export function ReceiptPanel({ receipt }: { receipt: Receipt }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The receipt replaces the page's own heading and subject with it.
    document.querySelector('#ask-page')?.replaceChildren(...(panel.current ? [panel.current] : []));
    panel.current?.querySelector<HTMLElement>('#receipt-title')?.focus();
    document.title = '回执 · 明白账';
    scrollTo(0, 0);
  }, []);
  // hono/html escapes every value of the view
  return <div ref={panel} dangerouslySetInnerHTML={{ __html: String(receiptView(receipt)) }} />;
}
