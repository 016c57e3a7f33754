// Samples are labelled wherever they are shown or counted, because they look real but are invented.
import { sampleWord } from '../../api/contract/words.ts';
import { type Html, html, nothing } from './html.ts';
import { notice } from './notice.ts';

export const sampleMark = (isSample: boolean): Html =>
  isSample ? html` <span class="sample">${sampleWord}</span>` : nothing;

/** A notice above figures that count samples. */
export const samplesNotice = (samples: number): Html =>
  samples > 0
    ? notice(html`其中 ${samples} 件是<span class="sample">${sampleWord}</span>，不是真实留言。`, { kind: 'warning' })
    : nothing;
