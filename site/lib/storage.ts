// Uses the browser's storage for its user's own data.

/**
 * Storage may be forbidden or full; pages must work without it.
 *
 * @returns null if storage failed
 */
export function tryStorage<Result>(use: (storage: Storage) => Result): Result | null {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
