// What this browser keeps for its user.

/** A browser may forbid storing, or have no room left: then the pages work without. @returns null where nothing was done */
export function tryStorage<Result>(use: (storage: Storage) => Result): Result | null {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
