// Possible personal data in a comment, as redactions that a person confirms one by one.
import type { Blackout } from '../../api/contract/queue.ts';
import { publicPartSchema, publicPartWords } from '../../api/contract/words.ts';
import { findPersonalData, personalWords } from '../../api/domain/privacy/personal-data.ts';
import type { PublicWords } from '../../api/domain/privacy/publication.ts';

export interface Proposal {
  range: Blackout;
  /** `text:12-23`, by which a draft stores dismissed proposals. */
  key: string;
  /** `留言内容：电话号码“138…”` */
  name: string;
  /** The surrounding words, so that the clerk can judge. */
  before: string;
  found: string;
  after: string;
}

/** Number of context characters on each side. */
const around = 10;

export function listProposals(words: PublicWords): Proposal[] {
  return publicPartSchema.options.flatMap((part) =>
    findPersonalData(words[part]).map(({ kind, start, end }) => ({
      range: { part, from: start, to: end },
      key: `${part}:${start}-${end}`,
      name: `${publicPartWords[part]}：${personalWords[kind]}“${words[part].slice(start, end)}”`,
      before: [...words[part].slice(0, start)].slice(-around).join(''),
      found: words[part].slice(start, end),
      after: [...words[part].slice(end)].slice(0, around).join(''),
    })),
  );
}
