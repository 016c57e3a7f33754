// Synonyms, and suggestions while typing. Built from reviewed content at build time.

import { abbreviationListSchema, synonymListSchema } from '../../../content/schema.ts';
import synonymFile from '../../../content/synonyms.json';
import abbreviationFile from '../../../content/unit-abbreviations.json';
import { namesOfUnit } from '../../../content/unit-names.ts';
import { documents, jurisdictions, unitsOf } from '../content.ts';
import { topics } from '../topics.ts';
import type { WordTable } from './words.ts';

const abbreviations = abbreviationListSchema.parse(abbreviationFile);
export const synonyms = synonymListSchema.parse(synonymFile);

/** The units' names of all places, grouped by kind of bureau: 教育和体育局, 教育体育局, 教体局. */
function groupUnitNames(): string[][] {
  const groups: Set<string>[] = [];
  for (const jurisdiction of jurisdictions) {
    for (const unit of unitsOf(jurisdiction.id)) {
      const names = namesOfUnit(unit, jurisdiction, abbreviations);
      const group = groups.find((known) => names.some((name) => known.has(name)));
      if (group) for (const name of names) group.add(name);
      else if (names.length > 0) groups.push(new Set(names));
    }
  }
  return groups.filter(({ size }) => size > 1).map((names) => [...names]);
}

export const wordTable: WordTable = {
  places: [...new Set(jurisdictions.flatMap(({ name, prefix }) => [name, prefix]))],
  unitNames: groupUnitNames(),
  synonyms,
  suggestions: [
    ...new Set([
      ...topics.flatMap(({ topic }) => [topic.name, ...topic.words]),
      ...jurisdictions.flatMap(({ id }) =>
        unitsOf(id).flatMap(({ name, kind }) => (kind === 'collective' ? [] : [name])),
      ),
      ...documents.map(({ title }) => title.text),
    ]),
  ],
};
