// An address as a QR code (码上公开), identical on built and on server-rendered pages.
import { encode } from 'uqr';
import { type Html, html } from './html.ts';

/** One rectangle per run of dark modules takes a third of the bytes of one rectangle per module. */
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

/** @param label text alternative that names the target */
export function qrCode(address: string, label = '本页网址的二维码'): Html {
  const { data, size } = encode(address, { border: 2 });
  const box = `0 0 ${size} ${size}`;
  return html`<svg class="qr" viewBox="${box}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path d="${darkRuns(data)}"></path></svg>`;
}
