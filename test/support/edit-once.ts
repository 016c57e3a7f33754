// Random edits of a ledger's JSON file, as someone with a text editor could make them.
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Container = Json[] | { [key: string]: Json };

/** Every container: the file, its lists, events, seals and their facts. */
function listContainers(value: Json): Container[] {
  if (value === null || typeof value !== 'object') return [];
  return [value, ...Object.values(value).flatMap(listContainers)];
}

/**
 * Makes one random edit: changes, deletes, duplicates, moves, swaps, renames or adds something.
 *
 * @param next returns a random integer from 0 up to but not including a bound
 */
export function editOnce(file: Json, next: (bound: number) => number): void {
  const pick = <Entry>(entries: Entry[]): Entry => entries[next(entries.length)] as Entry;
  const containers = listContainers(file).filter((entry) => Object.keys(entry).length > 0);
  // Every fourth edit targets one of the two lists, which are few among many events.
  const container = pick(next(4) === 0 ? containers.filter((entry) => Array.isArray(entry)) : containers);
  if (Array.isArray(container)) {
    const [from, to] = [next(container.length), next(container.length)];
    const [one, other] = [container[from] as Json, container[to] as Json];
    const edits = [
      () => container.splice(from, 1),
      () => container.splice(to, 0, structuredClone(one)),
      () => container.splice(to, 0, ...container.splice(from, 1)),
      () => container.splice(from, 1, structuredClone(other)),
      () => ([container[from], container[to]] = [other, one]),
      () => container.splice(from, 0, null),
      () => container.splice(from),
    ];
    pick(edits)();
    return;
  }
  const key = pick(Object.keys(container));
  const value = container[key] as Json;
  const sameFieldElsewhere = listContainers(file).flatMap((entry) =>
    !Array.isArray(entry) && key in entry ? [entry[key] as Json] : [],
  );
  const edits = [
    () => delete container[key],
    () => {
      delete container[key];
      container[`${key}x`] = value;
    },
    () => (container[`${key}x`] = value),
    () => (container[key] = pick(sameFieldElsewhere)),
    () => (container[key] = changeValue(value)),
    () => (container[key] = pick<Json>([null, '', 0, -1, 1.5, true, [], {}, '1', [value]])),
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
