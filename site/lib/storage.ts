// Stores data in this browser for its user.

/** Storage may be forbidden or full: pages then work without it. @returns null if nothing was done */
export function tryStorage<Result>(use: (storage: Storage) => Result): Result | null {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
