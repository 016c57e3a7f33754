// Possible personal data. The clerk redacts or dismisses each proposal; nothing is redacted automatically.

import type { Blackout } from '../../../api/contract/queue.ts';
import { isCovered } from '../../../api/domain/privacy/publication.ts';
import type { Proposal } from '../../lib/personal-proposals.ts';

interface BlackoutProposalsProps {
  proposals: Proposal[];
  blackouts: Blackout[];
  cleared: string[];
  onRedact: (proposal: Proposal) => void;
  onClear: (proposal: Proposal) => void;
}

export function BlackoutProposals({ proposals, blackouts, cleared, onRedact, onClear }: BlackoutProposalsProps) {
  if (proposals.length === 0) {
    return <p>没有自动找到个人信息。姓名、门牌、车牌、病情等仍要自己看过。</p>;
  }
  return (
    <>
      <p className="hint">逐一选定后才能选登。找到的不一定是，也可能没有找全：姓名、门牌、车牌、病情等要自己看过。</p>
      <ul className="proposals">
        {proposals.map((proposal) => {
          const { key, name, before, found, after, range } = proposal;
          return (
            <li key={key} id={`field-${proposalField(key)}`}>
              <span id={proposalField(key)}>
                {name}
                <small>
                  {before}
                  <mark>{found}</mark>
                  {after}
                </small>
              </span>
              <span className="proposal-buttons">
                <button
                  type="button"
                  className="button secondary toggle"
                  aria-pressed={isCovered(blackouts, range)}
                  aria-describedby={proposalField(key)}
                  onClick={() => onRedact(proposal)}
                >
                  涂黑
                </button>
                <button
                  type="button"
                  className="button secondary toggle"
                  aria-pressed={cleared.includes(key)}
                  aria-describedby={proposalField(key)}
                  onClick={() => onClear(proposal)}
                >
                  不是个人信息
                </button>
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The proposal that an error link focuses. */
export const proposalField = (key: string): string => `proposal-${key.replace(':', '-')}`;
