// An address as a QR code (码上公开), the same on built pages and on those that the server fills.
import { encode } from 'uqr';
import { type Html, html } from './html.ts';

/** Each row's dark runs as one rectangle: a third of the bytes of one for each module. */
function darkRuns(rows: boolean[][]): string {
  return rows
    .map((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/gu),
      ]
        .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
        .join(''),
    )
    .join('');
}

/** @param label what the code leads to, for who does not see it */
export function qrCode(address: string, label = '本页网址的二维码'): Html {
  const { data, size } = encode(address, { border: 2 });
  const box = `0 0 ${size} ${size}`;
  return html`<svg class="qr" viewBox="${box}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path d="${darkRuns(data)}"></path></svg>`;
}
