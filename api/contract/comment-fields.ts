// Lists of form fields, derived from the form's definition so that none omits a field.
import { commentForm, type NewComment, newCommentSchema } from './comment.ts';
import { normaliseContact } from './contact-address.ts';
import { type FormField, recordOf } from './form-field.ts';
import { z } from './zod.ts';

type Form = typeof commentForm;
type FieldsWith<Part> = { [Name in CommentField]: Form[Name] extends Part ? Name : never }[CommentField];

export type CommentField = keyof Form;
export type ChoiceField = FieldsWith<{ control: 'choice' }>;
export type DraftField = FieldsWith<{ isInDraft: true }>;
export type RecordField = FieldsWith<{ keptIn: 'record' }>;
export type SealedField = FieldsWith<{ keptIn: 'sealed' }>;

/** In page order, which is also the order of error messages. */
export const commentFields: readonly CommentField[] = newCommentSchema.keyof().options;

export const findDefinition = (field: CommentField): FormField => commentForm[field];

export const isCommentField = (name: string): name is CommentField => commentFields.some((field) => field === name);
export const isHiddenField = (name: string): boolean => isCommentField(name) && commentForm[name].control === 'hidden';
const isChoice = (field: CommentField): field is ChoiceField => commentForm[field].control === 'choice';
const isDrafted = (field: CommentField): field is DraftField => commentForm[field].isInDraft;
const isSealed = (field: CommentField): field is SealedField => commentForm[field].keptIn === 'sealed';

export const choiceFields = commentFields.filter(isChoice);
export const draftFields = commentFields.filter(isDrafted);
export const sealedFields = commentFields.filter(isSealed);

export const findLabel = (field: CommentField): string => {
  const definition = findDefinition(field);
  return definition.control === 'hidden' ? field : definition.label;
};

/** The collected data that the privacy page lists. */
export const privacyWords = sealedFields.map((field) => commentForm[field].privacyWords);

type LaterSealedField = Exclude<SealedField, 'name' | 'contact'>;
const isLaterField = (field: SealedField): field is LaterSealedField => field !== 'name' && field !== 'contact';

/** The resident's own details. A missing name or contact is empty; fields added later are undefined. */
export const contactSchema = z.object({
  name: z.string(),
  contact: z.string(),
  ...recordOf(sealedFields.filter(isLaterField), () => z.string().optional()),
});
export type Contact = z.infer<typeof contactSchema>;

/** Extracts the resident's details for storage, with the contact normalized. */
export const contactOf = ({ name = '', contact = '', ...comment }: NewComment): Contact =>
  contactSchema.parse({ ...comment, name, contact: normaliseContact(contact) });

/** The fields that are not empty, in form order. */
export const listContactFields = (contact: Contact): { label: string; value: string }[] =>
  sealedFields.flatMap((field) => {
    const value = contact[field];
    return value ? [{ label: findLabel(field), value }] : [];
  });
