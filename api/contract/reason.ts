// A clerk's reason for a move or a contact view, in the clerk's own words.
import { typedText } from './text.ts';

export const reasonSchema = typedText({
  min: 2,
  max: 200,
  tooShort: '请写明理由',
  tooLong: '理由不超过 200 个字',
  isOneLine: true,
});
