// Turns a requested move into facts, for staff and residents alike. Pure.
import type { z } from '../contract/zod.ts';
import { type CommentEvent, type RecordedResidentMoveName, recordedResidentMoves, staffMoves } from './life.ts';
import type { Made, MoveContext, MoveMaking } from './move.ts';
import type { CommentStanding } from './standing.ts';

const recordedMoves = { ...staffMoves, ...recordedResidentMoves };

type RecordedMoves = typeof recordedMoves;
/** A move that records facts about the comment. */
export type RecordedMoveName = keyof RecordedMoves;

/** A requested move with its input. */
export type Action<Name extends RecordedMoveName = RecordedMoveName> = {
  [Move in Name]: z.output<RecordedMoves[Move]['request']>;
}[Name];

/** Moves that need the database or the file store before they are recorded. */
export type PreparedMoveName = {
  [Move in RecordedMoveName]: RecordedMoves[Move]['isPrepared'] extends true ? Move : never;
}[RecordedMoveName];

export const isPrepared = (action: Action): action is Action<PreparedMoveName> => recordedMoves[action.move].isPrepared;

const makings: { [Move in RecordedMoveName]: MoveMaking<Action<Move>, CommentEvent> } = recordedMoves;

const make = <Name extends RecordedMoveName>(
  name: Name,
  action: Action<Name>,
  context: MoveContext,
): Made<CommentEvent>[] => makings[name].make(action, context);

/** The facts of a move, in recording order. */
export const makeFacts = (action: Action, context: MoveContext): Made<CommentEvent>[] =>
  make(action.move, action, context);

const residentRules: {
  [Move in RecordedResidentMoveName]: {
    isDone: (action: Action<Move>, standing: CommentStanding, hasPersonalData: boolean) => boolean;
  };
} = recordedResidentMoves;

const isDoneBy = <Name extends RecordedResidentMoveName>(
  name: Name,
  action: Action<Name>,
  standing: CommentStanding,
  hasPersonalData: boolean,
): boolean => residentRules[name].isDone(action, standing, hasPersonalData);

/** True if the move would change nothing. @param hasPersonalData a name, contact or file is still stored */
export const isDone = (
  action: Action<RecordedResidentMoveName>,
  standing: CommentStanding,
  hasPersonalData: boolean,
): boolean => isDoneBy(action.move, action, standing, hasPersonalData);
