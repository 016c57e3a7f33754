// Fills the gate before password hashing, like many people who sign in at once.
import { throughGate } from '../../api/ports/password-hash.ts';

/** One task runs and twenty wait until `release`. */
export function occupyPasswordGate(): { release: () => Promise<void> } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const held = Array.from({ length: 21 }, () => throughGate(() => opened));
  return {
    async release() {
      open();
      await Promise.all(held);
    },
  };
}
