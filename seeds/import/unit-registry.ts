// Finds units that a document prints but the registry lacks. A person must decide whether each is a new unit or another
// name of a known one, because pages, accounts and figures depend on it.
import { existsSync, readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { nearness } from '../../content/lineage.ts';
import { type Document, type Jurisdiction, type Unit, unitListSchema } from '../../content/schema.ts';
import { listTasks } from '../../content/tasks.ts';

/** Minimum similarity of two names to suggest that they are the same unit. */
const likely = 0.5;

const registryOf = (jurisdiction: string) => `content/units/${jurisdiction}.json`;

function readUnits(jurisdiction: string): Unit[] {
  const file = registryOf(jurisdiction);
  return existsSync(file) ? unitListSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).units : [];
}

export interface UnknownUnit {
  printed: string;
  /** Table rows that contain it. */
  rows: number[];
  /** A known unit with a similar name; null if there is none. */
  resembles: Unit | null;
}

export function listUnknownUnits(document: Document, jurisdiction: Jurisdiction): UnknownUnit[] {
  const units = readUnits(jurisdiction.id);
  const known = new Set(units.flatMap(({ printed }) => printed));
  const rows = new Map<string, number[]>();
  for (const task of listTasks(document, jurisdiction)) {
    for (const name of task.units) if (!known.has(name)) rows.set(name, [...(rows.get(name) ?? []), task.row]);
  }
  const withoutPlace = (name: string) => name.replace(jurisdiction.name, '').replace(jurisdiction.prefix, '');
  return [...rows].map(([printed, named]) => {
    const [nearest] = units
      .map((unit) => ({ unit, score: nearness(withoutPlace(unit.name), withoutPlace(printed)) }))
      .sort((a, b) => b.score - a.score);
    return { printed, rows: named, resembles: nearest && nearest.score >= likely ? nearest.unit : null };
  });
}

const kinds: [RegExp, Unit['kind']][] = [
  [/^(各|相关|有关)|(有关|相关)(部门|单位)$/u, 'collective'],
  [/(镇|乡|街道|街道办事处)$/u, 'township'],
  [/(开发区|园区|集聚区)(管委会)?$/u, 'zone'],
  [/(公司|集团)$/u, 'enterprise'],
  [/^.?委.*(部|办|校|局)$/u, 'party'],
];

/** Drafts a registry entry for review; its full name, id and kind are guesses. */
function draftEntry(printed: string, { name, prefix }: Jurisdiction): string {
  const kind = kinds.find(([pattern]) => pattern.test(printed))?.[1] ?? 'department';
  const bare = printed.startsWith(prefix) ? printed.slice(prefix.length) : printed;
  const id = pinyin(bare, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }).join('');
  return JSON.stringify({ id, name: kind === 'collective' ? printed : name + bare, printed: [printed], kind });
}

/** Writes instructions for the person who edits the registry. */
export function describeUnknown(unknown: UnknownUnit[], jurisdiction: Jurisdiction): string[] {
  return unknown.flatMap(({ printed, rows, resembles }) => [
    `  「${printed}」（第 ${rows.join('、')} 行）`,
    ...(resembles
      ? [`    若就是「${resembles.name}」，在它的 printed 里添上："${printed}"；若是新单位，添一条：`]
      : ['    添一条：']),
    `    ${draftEntry(printed, jurisdiction)}`,
  ]);
}

/** Lists missing units for the verification, one line each: `县数据局没有登记`. */
export const listMissingUnits = (document: Document, jurisdiction: Jurisdiction): string[] =>
  listUnknownUnits(document, jurisdiction).map(
    ({ printed, rows }) => `第 ${rows.join('、')} 行的「${printed}」没有登记在 ${registryOf(jurisdiction.id)} 里`,
  );
