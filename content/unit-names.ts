// Lists the names of a unit: 某县教育和体育局, 县教育和体育局, 教体局.
import type { AbbreviationList, Jurisdiction, Unit } from './schema.ts';

/** `县民政局` → `民政局`. A name that consists only of the jurisdiction stays unchanged. */
function withoutPlace(name: string, { name: place, prefix }: Jurisdiction): string {
  for (const start of [place, prefix])
    if (name.startsWith(start) && name.length > start.length + 1) return name.slice(start.length);
  return name;
}

/**
 * @returns full, abbreviated and printed names, without the jurisdiction; empty for a collective unit, which has a
 * description instead of a name
 */
export function namesOfUnit(unit: Unit, jurisdiction: Jurisdiction, abbreviations: AbbreviationList): string[] {
  if (unit.kind === 'collective') return [];
  const bare = [unit.name, ...unit.printed].map((name) => withoutPlace(name, jurisdiction));
  const shortened = bare.flatMap((name) =>
    abbreviations.flatMap(({ full, short }) => {
      const found = full.find((words) => name.includes(words));
      return found ? [...full, ...short].map((words) => name.replace(found, words)) : [];
    }),
  );
  return [...new Set([...bare, ...shortened.flatMap((name) => [name, name.replace(/委员会$/u, '委')])])];
}
