// The definition of a comment form field: its validation, its display, and where its value is stored.
import type { z } from 'zod';

export interface Choice {
  label: string;
  hint: string;
  /** Label in the preview; by default the form's label. */
  preview?: string;
}

/** Text shown to the resident. */
interface DisplayTexts {
  /** Asked in the form. */
  question: string;
  /** Label of the value in the preview and on staff pages. */
  label: string;
}

interface TypedField extends DisplayTexts {
  hint: string;
  /** The `autocomplete` attribute. */
  autoComplete?: string;
  /** Maximum length in characters; the form shows a counter. */
  maxCharacters?: number;
}

/**
 * `record`: a column of the comment, which events and publication may use. `sealed`: encrypted in a separate table, shown
 * to staff masked, erased when the retention period ends. `key`: not stored, only part of the submission's identity.
 */
type Storage = { keptIn: 'record' | 'key' } | { keptIn: 'sealed'; isInDraft: false; privacyWords: string };

export type FormField = Storage & {
  schema: z.ZodType<string | undefined>;
  /** Whether the browser saves it as a draft until the comment is sent. False for personal data and consent. */
  isInDraft: boolean;
} & (
    | { control: 'hidden' }
    | ({ control: 'line' | 'lines' } & TypedField)
    | ({ control: 'choice'; hint?: string; choices: Readonly<Record<string, Choice>> } & DisplayTexts)
  );

/** Builds an object with one value per key, in key order. */
export function recordOf<Key extends string, Value>(keys: readonly Key[], makeValue: (key: Key) => Value) {
  // TypeScript types the keys of Object.fromEntries as `string`; these are exactly `keys`.
  return Object.fromEntries(keys.map((key) => [key, makeValue(key)])) as Record<Key, Value>;
}

type Shape<Fields extends Record<string, FormField>> = { -readonly [Name in keyof Fields]: Fields[Name]['schema'] };

/** The schemas of all fields, as the argument of `z.object`. */
export function toShape<Fields extends Record<string, FormField>>(fields: Fields): Shape<Fields> {
  return Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema])) as Shape<Fields>;
}
