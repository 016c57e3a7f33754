// News for the resident, after the fact: what was recorded stays recorded, whatever becomes of the note.
import type { Deps, Notifier } from '../deps.ts';

export async function tellResident(deps: Deps, note: Parameters<Notifier['tell']>[0]): Promise<void> {
  try {
    await deps.notifier.tell(note);
  } catch (error) {
    const details = { receiptCode: note.receiptCode };
    deps.log({ level: 'error', message: `note not sent (${note.what}): ${String(error)}`, requestId: '', details });
  }
}
