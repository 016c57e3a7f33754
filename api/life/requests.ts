// Requests for moves by staff and residents, and the moves offered to them: derived from the registry.
import { followedSchema, withCodes } from '../contract/follow.ts';
import { personalSeenSchema } from '../contract/problem.ts';
import { caseViewSchema } from '../contract/queue.ts';
import { z } from '../contract/zod.ts';
import { residentMoves, staffMoves } from './life.ts';

type Request = z.ZodObject<{ move: z.ZodLiteral<string> }>;

function unite<Schema extends Request>(requests: (Schema | null)[], error?: string) {
  const [first, ...others] = requests.filter((request) => request !== null);
  if (!first) throw new Error('a registry without moves');
  return z.discriminatedUnion('move', [first, ...others], error === undefined ? {} : { error });
}

export const moveNameSchema = z.enum(Object.values(staffMoves).map(({ name }) => name));
export const moveSchema = unite(Object.values(staffMoves).map(({ request }) => request));
export const moveRequestSchema = z.object({
  version: z.int().min(1),
  action: moveSchema,
  personalSeen: personalSeenSchema,
});

export const caseSchema = caseViewSchema.extend({
  /** Moves that this person may make now. */
  moves: z.array(moveNameSchema),
});

export const residentMoveNameSchema = z.enum(Object.values(residentMoves).map(({ name }) => name));
/** A resident's move; forms send the same fields as JSON. */
export const residentMoveSchema = unite(
  Object.values(residentMoves).map(({ request }) => request),
  '请选择要办的事',
);
export const residentRequestSchema = withCodes({ action: residentMoveSchema });

export const followViewSchema = followedSchema.extend({
  /** Moves that the resident may make now. */
  moves: z.array(residentMoveNameSchema),
});

export type Case = z.infer<typeof caseSchema>;
export type Move = z.output<typeof moveSchema>;
export type MoveInput = z.input<typeof moveSchema>;
export type FollowView = z.infer<typeof followViewSchema>;
export type ResidentMove = z.output<typeof residentMoveSchema>;
