// React Hook Form learns of a value by its event. This reads the fields themselves before every change and every send, so
// that what is checked, kept as a draft and sent is what the form shows.
import { useCallback, useRef } from 'react';
import { type FieldValues, type Path, type PathValue, type UseFormProps, useForm } from 'react-hook-form';
import { readChanged } from '../../lib/shown-form.ts';

interface ShownFormOptions {
  /** Fields that nobody sees: whatever fills them without an event was no person, and no machine that counts. */
  unseen?: readonly string[];
}

const none: readonly string[] = [];

/** As `useForm`, with the properties of its form element (`shown`), and `takeShown` for other moments. */
export function useShownForm<Fields extends FieldValues, Context = unknown, Sent = Fields>(
  props: UseFormProps<Fields, Context, Sent> = {},
  { unseen = none }: ShownFormOptions = {},
) {
  const form = useForm<Fields, Context, Sent>(props);
  const element = useRef<HTMLFormElement>(null);
  const { getValues, setValue } = form;
  const takeShown = useCallback(() => {
    if (!element.current) return;
    for (const [name, value] of readChanged(element.current, getValues())) {
      if (unseen.includes(name)) continue;
      const field = name as Path<Fields>;
      setValue(field, value as PathValue<Fields, Path<Fields>>, { shouldDirty: true });
    }
  }, [getValues, setValue, unseen]);
  // In the capture phase, before the library's own listeners check a value or send it.
  const shown = { ref: element, onChangeCapture: takeShown, onSubmitCapture: takeShown };
  return { form, shown, takeShown, element };
}
