// What a field of the comment form says of itself: how it is checked, how it looks, and where its value is kept.
import type { z } from 'zod';

export interface Choice {
  label: string;
  hint: string;
  /** The words of the preview, if the label is too short there. */
  preview?: string;
}

/** What the resident reads. */
interface Shown {
  /** Asked in the form. */
  question: string;
  /** Names the value in the preview and to staff. */
  label: string;
}

interface Typed extends Shown {
  hint: string;
  /** The browser's autofill. */
  autoComplete?: string;
  /** Maximum characters, counted while typing. */
  counted?: number;
}

/**
 * `record`: a column of the comment, which events and publication may use. `sealed`: encrypted, apart from the comment,
 * erased when its time is over; staff see it masked. `key`: nowhere, only in the identity of the submission.
 */
type Kept = { keptIn: 'record' | 'key' } | { keptIn: 'sealed'; isInDraft: false; privacyWords: string };

export type FormField = Kept & {
  schema: z.ZodType<string | undefined>;
  /** Whether the browser keeps it until the comment is sent. Never who it is, and never a consent. */
  isInDraft: boolean;
} & (
    | { control: 'hidden' }
    | ({ control: 'line' | 'lines' } & Typed)
    | ({ control: 'choice'; hint?: string; choices: Readonly<Record<string, Choice>> } & Shown)
  );

/** One value per key, in the order of the keys. */
export function recordOf<Key extends string, Value>(keys: readonly Key[], makeValue: (key: Key) => Value) {
  // TypeScript gives Object.fromEntries any string as key; these are exactly `keys`.
  return Object.fromEntries(keys.map((key) => [key, makeValue(key)])) as Record<Key, Value>;
}

type Shape<Fields extends Record<string, FormField>> = { -readonly [Name in keyof Fields]: Fields[Name]['schema'] };

/** The schemas of all fields, as `z.object` takes them. */
export function shapeOf<Fields extends Record<string, FormField>>(fields: Fields): Shape<Fields> {
  return Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])) as Shape<Fields>;
}
