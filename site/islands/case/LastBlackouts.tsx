// Redactions of the last publication. They are already applied, or offered if somebody else published meanwhile or the
// clerk removed one. Overlooking one could reveal somebody's identity.
import type { Blackout } from '../../../api/contract/queue.ts';
import { isCovered } from '../../../api/domain/privacy/publication.ts';

interface LastBlackoutsProps {
  last: Blackout[];
  blackouts: Blackout[];
  onRedact: (ranges: Blackout[]) => void;
}

export function LastBlackouts({ last, blackouts, onRedact }: LastBlackoutsProps) {
  if (last.length === 0) return null;
  const open = last.filter((range) => !isCovered(blackouts, range));
  if (open.length === 0) {
    return (
      <p className="note soon">
        这件选登过，又撤下了。上次的涂黑已经带入，请逐处核对；答复更正过的，答复里的字须重新涂黑。
      </p>
    );
  }
  return (
    <p className="note soon">
      上次选登时涂黑的，有 {open.length} 处现在没有涂黑。
      <button type="button" className="link" onClick={() => onRedact(open)}>
        照上次涂黑
      </button>
    </p>
  );
}
