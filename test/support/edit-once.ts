// Random edits of a JSON file: what somebody could do to a ledger with a text editor.
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Holder = Json[] | { [key: string]: Json };

/** Everything that holds something: the file, its lists, its events and seals, and their facts. */
function listHolders(value: Json): Holder[] {
  if (value === null || typeof value !== 'object') return [];
  return [value, ...Object.values(value).flatMap(listHolders)];
}

/**
 * One edit at a place that chance takes: something changed, dropped, doubled, moved, swapped, renamed or added.
 *
 * @param next chance: a whole number from 0 and below a bound
 */
export function editOnce(file: Json, next: (below: number) => number): void {
  const pick = <Entry>(entries: Entry[]): Entry => entries[next(entries.length)] as Entry;
  const holders = listHolders(file).filter((entry) => Object.keys(entry).length > 0);
  // The two lists would seldom be met among so many events: every fourth edit is one of theirs.
  const holder = pick(next(4) === 0 ? holders.filter((entry) => Array.isArray(entry)) : holders);
  if (Array.isArray(holder)) {
    const [from, to] = [next(holder.length), next(holder.length)];
    const [one, other] = [holder[from] as Json, holder[to] as Json];
    const edits = [
      () => holder.splice(from, 1),
      () => holder.splice(to, 0, structuredClone(one)),
      () => holder.splice(to, 0, ...holder.splice(from, 1)),
      () => holder.splice(from, 1, structuredClone(other)),
      () => ([holder[from], holder[to]] = [other, one]),
      () => holder.splice(from, 0, null),
      () => holder.splice(from),
    ];
    pick(edits)();
    return;
  }
  const key = pick(Object.keys(holder));
  const value = holder[key] as Json;
  const sameFieldElsewhere = listHolders(file).flatMap((entry) =>
    !Array.isArray(entry) && key in entry ? [entry[key] as Json] : [],
  );
  const edits = [
    () => delete holder[key],
    () => {
      delete holder[key];
      holder[`${key}x`] = value;
    },
    () => (holder[`${key}x`] = value),
    () => (holder[key] = pick(sameFieldElsewhere)),
    () => (holder[key] = changeValue(value)),
    () => (holder[key] = pick<Json>([null, '', 0, -1, 1.5, true, [], {}, '1', [value]])),
  ];
  pick(edits)();

  function changeValue(old: Json): Json {
    if (typeof old === 'number') return old + pick([1, -1, 2, 10, 0.5]);
    if (typeof old === 'boolean') return !old;
    if (typeof old !== 'string') return null;
    const place = next(old.length + 1);
    const character = pick([...'0123456789abcdefghij-:.TZ 改']);
    return pick([
      old.slice(0, place) + character + old.slice(place + 1),
      old.slice(0, place) + character + old.slice(place),
      old.slice(0, place) + old.slice(place + 1),
      old.toUpperCase(),
    ]);
  }
}
