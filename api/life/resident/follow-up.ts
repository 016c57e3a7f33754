// 追问: a new comment with its own clock, linked to this one.
import { defineResidentLink } from '../move.ts';
import { everyState } from '../states.ts';

export const followUp = defineResidentLink({
  name: 'follow-up',
  from: everyState,
  needs: ['answered-or-refused'],
  button: '还有疑问，追问一件',
});
