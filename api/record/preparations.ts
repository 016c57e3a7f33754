// Checks and side effects that a move needs before it is recorded, for each move that declares `isPrepared`.
import { describeAttachments } from '../db/attachments.ts';
import type { CommentRecord } from '../db/database.ts';
import { rangesFitWords } from '../domain/privacy/publication.ts';
import { type Action, isPrepared, type PreparedMoveName } from '../life/actions.ts';
import type { Deps } from '../ports/deps.ts';
import { removeFiles } from './attachments.ts';
import { checkDuplicate, type DuplicateFailure } from './duplicates.ts';
import { readWords } from './follow.ts';
import { checkReply, type ReplyFailure } from './reply.ts';

export type PreparationFailure =
  | {
      ok: false;
      reason:
        | 'unknown-unit'
        | 'same-unit'
        | 'unknown-helper'
        | 'helper-leads'
        | 'unknown-ground'
        | 'unknown-subject'
        | 'same-subject'
        | 'same-classification'
        | 'unknown-file'
        | 'unfit-blackout';
    }
  | DuplicateFailure
  | ReplyFailure;

type Preparation<Name extends PreparedMoveName> = (
  deps: Deps,
  record: CommentRecord,
  action: Action<Name>,
) => Promise<PreparationFailure | null>;

/** Ids of assignable units, without collective ones. */
async function listUnits(deps: Deps, jurisdiction: string): Promise<string[]> {
  const { units } = await deps.site.index();
  return units.filter((unit) => unit.jurisdiction === jurisdiction && unit.assignable).map(({ id }) => id);
}

/** Checks that every unit exists and none occurs twice. */
const checkHandlers: Preparation<'assign' | 'transfer' | 'reopen'> = async (
  deps,
  { row, standing },
  { unit, helpers },
) => {
  const units = await listUnits(deps, row.jurisdiction);
  if (!units.includes(unit)) return { ok: false, reason: 'unknown-unit' };
  if (unit === standing.unit) return { ok: false, reason: 'same-unit' };
  if (helpers.includes(unit)) return { ok: false, reason: 'helper-leads' };
  return helpers.every((helper) => units.includes(helper)) ? null : { ok: false, reason: 'unknown-helper' };
};

/** Checks that every file exists and the redactions fit the current text. */
const checkPublication: Preparation<'publish'> = async (deps, { row, reply }, { files, blackouts }) => {
  const stored = await describeAttachments(deps.database, row.receiptCode);
  const isStored = (file: number) => stored.some(({ number }) => number === file);
  if (!files.every(isStored)) return { ok: false, reason: 'unknown-file' };
  const words = { title: row.title, text: row.text, reply: reply?.text ?? '' };
  return rangesFitWords(blackouts, words) ? null : { ok: false, reason: 'unfit-blackout' };
};

/** The subject must belong to the comment's place, and something must change. */
const checkCategory: Preparation<'categorize'> = async (deps, { row }, { about, kind }) => {
  const { subjects } = await deps.site.index();
  const isKnown = subjects.some(({ id, jurisdiction }) => id === about && jurisdiction === row.jurisdiction);
  if (!isKnown) return { ok: false, reason: 'unknown-subject' };
  return about === row.about && kind === row.kind ? { ok: false, reason: 'same-subject' } : null;
};

const preparations: { [Name in PreparedMoveName]: Preparation<Name> } = {
  classify: async (_, { standing }, { classification }) =>
    classification === standing.classification ? { ok: false, reason: 'same-classification' } : null,
  categorize: checkCategory,
  assign: checkHandlers,
  transfer: checkHandlers,
  reopen: checkHandlers,
  decline: async (deps, record, { ground, duplicateOf }) => {
    const reason = deps.declineReasons.find(({ id }) => id === ground);
    if (!reason) return { ok: false, reason: 'unknown-ground' };
    return reason.namesComment ? checkDuplicate(deps, record, duplicateOf) : null;
  },
  reply: checkReply,
  correct: checkReply,
  pass: async (deps, record, { alikeSeen }) => {
    if (!record.draft) throw new Error(`${record.row.receiptCode}: the draft has no text`);
    const { text } = await readWords(record.row.receiptCode, record.draft);
    return checkReply(deps, record, { text, alikeSeen });
  },
  publish: checkPublication,
  // Delete the files before recording the event, so that the record never claims too much.
  erase: async (deps, { row }) => {
    await removeFiles(deps, row.receiptCode);
    return null;
  },
};

const prepare = <Name extends PreparedMoveName>(
  name: Name,
  action: Action<Name>,
  deps: Deps,
  record: CommentRecord,
): Promise<PreparationFailure | null> => preparations[name](deps, record, action);

/** @returns why the move's input is refused; null if the move may be recorded */
export const prepareMove = async (
  deps: Deps,
  record: CommentRecord,
  action: Action,
): Promise<PreparationFailure | null> => (isPrepared(action) ? prepare(action.move, action, deps, record) : null);
