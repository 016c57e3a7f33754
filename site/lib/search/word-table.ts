// What the search knows of places, units and residents' words. Built from reviewed content at build time.
import type { Knowledge, KnownUnit } from '../../../api/domain/search/knowledge.ts';
import { abbreviationListSchema, type Jurisdiction, synonymListSchema } from '../../../content/schema.ts';
import synonymFile from '../../../content/synonyms.json';
import abbreviationFile from '../../../content/unit-abbreviations.json';
import { namesOfUnit } from '../../../content/unit-names.ts';
import { documents, jurisdictions, unitsOf } from '../content.ts';
import { unitUrl } from '../titles.ts';
import { topics, topicUrl } from '../topics.ts';

const abbreviations = abbreviationListSchema.parse(abbreviationFile);
const synonyms = synonymListSchema.parse(synonymFile);

/** The units of all places, grouped by kind of bureau: 教育和体育局, 教育体育局, 教体局. */
function groupUnits(): KnownUnit[] {
  const groups: { names: Set<string>; pages: string[] }[] = [];
  for (const jurisdiction of jurisdictions) {
    for (const unit of unitsOf(jurisdiction.id)) {
      const names = namesOfUnit(unit, jurisdiction, abbreviations);
      if (names.length === 0) continue;
      const known = groups.find((group) => names.some((name) => group.names.has(name)));
      const group = known ?? { names: new Set<string>(), pages: [] };
      if (!known) groups.push(group);
      for (const name of names) group.names.add(name);
      group.pages.push(unitUrl(jurisdiction.id, unit));
    }
  }
  return groups.map(({ names, pages }) => ({ names: [...names], pages }));
}

/** 某某县 → 某某县, 某某. A name of two characters has no short form. */
const namesOfPlace = ({ name }: Jurisdiction): string[] =>
  Array.from(name).length > 2 ? [name, name.replace(/[县市区]$/u, '')] : [name];

export const wordTable: Knowledge = {
  places: jurisdictions.map((jurisdiction) => ({ id: jurisdiction.id, names: namesOfPlace(jurisdiction) })),
  units: groupUnits(),
  synonyms,
  topics: topics.map(({ topic }) => ({ page: topicUrl(topic), name: topic.name, words: topic.words })),
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
