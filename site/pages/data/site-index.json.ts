// What the API needs to know about the site: subjects of comments, and units that can be assigned.
import type { APIRoute } from 'astro';
import { type PromisedSubject, placeSubject, type SiteIndex, type Subject } from '../../../api/contract/subject.ts';
import type { Document } from '../../../content/schema.ts';
import { version } from '../../../package.json';
import { changeOf } from '../../lib/changes.ts';
import { documents, jurisdictions, pointsOf, tasksOf, unitByPrintedName, unitsOf } from '../../lib/content.ts';
import { pastYear } from '../../lib/past-years.ts';
import {
  documentUrl,
  placeUrl,
  pointSubject,
  pointTitle,
  pointUrl,
  taskNumber,
  taskSubject,
  taskTitle,
  taskUrl,
  topicSubject,
  unitSubject,
  unitUrl,
} from '../../lib/titles.ts';
import { topics, topicUrl } from '../../lib/topics.ts';

function laterThan(document: Document, id?: string, text?: string): PromisedSubject['later'] {
  const past = pastYear(document, id, text);
  if (!past) return null;
  const { newest, successor } = past;
  return { year: newest.year, url: documentUrl(newest), subject: successor?.subject ?? null };
}

function subjectsOf(document: Document): PromisedSubject[] {
  const common = {
    jurisdiction: document.jurisdiction,
    document: document.id,
    documentTitle: document.title.text,
    year: document.year,
    dueText: null,
    dueOn: null,
  };
  const unitIds = (printed: string[]) => [
    ...new Set(printed.map((name) => unitByPrintedName(document.jurisdiction, name).id)),
  ];
  return [
    {
      ...common,
      id: document.id,
      kind: 'document',
      title: document.title.text,
      url: documentUrl(document),
      units: [],
      later: laterThan(document),
    },
    ...pointsOf(document).map(
      ({ point }): PromisedSubject => ({
        ...common,
        id: pointSubject(document, point),
        kind: 'point',
        title: pointTitle(point),
        url: pointUrl(document, point),
        units: unitIds(tasksOf(document).flatMap((task) => (task.point === point.id ? task.units : []))),
        later: laterThan(document, `points/${point.id}`, point.heading + point.text),
      }),
    ),
    ...tasksOf(document).map(
      (task): PromisedSubject => ({
        ...common,
        id: taskSubject(document, task),
        kind: 'task',
        title: `${taskNumber(task)}：${taskTitle(task)}`,
        url: taskUrl(document, task),
        units: unitIds(task.units),
        dueText: task.dueText,
        dueOn: task.dueOn,
        later: laterThan(document, `tasks/${task.row}`, task.requirement),
      }),
    ),
  ];
}

/** Units that can receive comments. A collective unit (各乡镇) cannot reply. */
function unitSubjects({ id: jurisdiction, name }: (typeof jurisdictions)[number]): Subject[] {
  return unitsOf(jurisdiction)
    .filter(({ kind }) => kind !== 'collective')
    .map((unit) => ({
      jurisdiction,
      documentTitle: name,
      id: unitSubject(jurisdiction, unit),
      kind: 'unit',
      title: unit.name,
      url: unitUrl(jurisdiction, unit),
      units: [unit.id],
    }));
}

type Place = (typeof jurisdictions)[number];

/** A topic of a jurisdiction, for residents who know what their question is about but not whose task it is. */
const topicSubjects = ({ id: jurisdiction, name }: Place): Subject[] =>
  topics.map(({ topic }) => ({
    jurisdiction,
    documentTitle: name,
    id: topicSubject(jurisdiction, topic),
    kind: 'topic',
    title: `${topic.name}（${name}）`,
    url: topicUrl(topic),
    units: [],
  }));

const wholePlace = (place: Place): Subject => ({
  jurisdiction: place.id,
  documentTitle: place.name,
  id: placeSubject(place.id),
  kind: 'place',
  title: `${place.name}（由政务公开办分办）`,
  url: placeUrl(place),
  units: [],
});

export const GET: APIRoute = () => {
  const index: SiteIndex = {
    version,
    changes: documents.map((document) => ({
      jurisdiction: document.jurisdiction,
      changedAt: changeOf(document).changedAt,
    })),
    jurisdictions: jurisdictions.map(({ id, name, code }) => ({ id, name, code })),
    subjects: [
      ...documents.flatMap(subjectsOf),
      ...jurisdictions.flatMap((place) => [...unitSubjects(place), ...topicSubjects(place), wholePlace(place)]),
    ],
    units: jurisdictions.flatMap(({ id: jurisdiction }) =>
      unitsOf(jurisdiction).map(({ id, name, kind }) => ({
        id,
        jurisdiction,
        name,
        assignable: kind !== 'collective',
      })),
    ),
  };
  return new Response(JSON.stringify(index));
};
