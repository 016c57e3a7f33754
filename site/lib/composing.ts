// Keys pressed while an input method composes belong to it: Escape drops a candidate, Enter takes one.

/** What browsers give as the key code of such a press; Safari gives it alone for the key that ends the composition. */
const processKey = 229;

/** @param event a `keydown` */
export const isComposing = (event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean =>
  event.isComposing || event.keyCode === processKey;
