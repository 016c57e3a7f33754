// Lists the names of a unit: 某县教育和体育局, 县教育和体育局, 教体局.
import type { AbbreviationList, Jurisdiction, Unit } from './schema.ts';

/** `县民政局` → `民政局`, `某市生态环境局某县分局` → `生态环境局`. A name that consists only of the jurisdiction stays unchanged. */
function withoutPlace(name: string, { name: place, prefix }: Jurisdiction): string {
  const [, bureau] = new RegExp(`^.{2,3}市(.+局)${place}分局$`, 'u').exec(name) ?? [];
  if (bureau) return bureau;
  for (const start of [place, prefix])
    if (name.startsWith(start) && name.length > start.length + 1) {
      const bare = name.slice(start.length);
      // 某县委某局 belongs to the committee of the county, not to a 委某局.
      return bare.startsWith('委') ? start.slice(-1) + bare : bare;
    }
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
