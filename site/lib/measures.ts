// Every measurable promise of all documents, each with the page and position of its sentence.
import { findMeasures, type Measure } from '../../content/measures.ts';
import type { Document, Quote, Unit } from '../../content/schema.ts';
import { readDueDay } from '../../content/tasks.ts';
import { documents, pointsOf, tasksOf, unitsOfTask } from './content.ts';
import { measureId } from './source-words.ts';
import { documentUrl, pointTitle, pointUrl, taskNumber, taskUrl } from './titles.ts';

export interface PlacedMeasure extends Measure {
  document: Document;
  /** `第 17 项任务` */
  where: string;
  url: string;
  units: Unit[];
  /** The promise's own due date, or else the task's; null if neither exists. */
  dueOn: string | null;
}

function measuresIn(document: Document): PlacedMeasure[] {
  const place = (quote: Quote, where: string, url: string, units: Unit[], dueOn: string | null) =>
    findMeasures(quote.text).map((measure) => ({
      ...measure,
      document,
      where,
      units,
      url: `${url}#${measureId(quote, measure.from)}`,
      dueOn: measure.kind === 'deadline' ? (readDueDay(measure.text) ?? dueOn) : dueOn,
    }));
  const inTasks = tasksOf(document).flatMap((task) =>
    place(
      { text: task.requirement, at: task.at },
      taskNumber(task),
      taskUrl(document, task),
      unitsOfTask(document, task),
      task.dueOn,
    ),
  );
  const elsewhere = [
    ...pointsOf(document).flatMap(({ point }) =>
      place(
        { text: point.marker + point.heading + point.text, at: point.at },
        pointTitle(point),
        pointUrl(document, point),
        [],
        null,
      ),
    ),
    ...document.closing.flatMap((quote) => place(quote, '文件结尾段', documentUrl(document), [], null)),
  ];
  // Lists a point once, with the responsible units, if its tasks repeat it word for word.
  const words = new Set(inTasks.map(({ text }) => text));
  return [...inTasks, ...elsewhere.filter(({ text }) => !words.has(text))];
}

/** By document, earliest due date first, undated last. */
export const measures: PlacedMeasure[] = documents.flatMap((document) =>
  measuresIn(document).sort((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999')),
);
