// The points and tasks of each topic: those that contain one of the topic's words.
import { containsQuery } from '../../api/domain/text/matching.ts';
import { type Document, type Point, type Topic, topicSchema } from '../../content/schema.ts';
import type { Task } from '../../content/tasks.ts';
import { documents, pointsOf, tasksOf } from './content.ts';

const files = import.meta.glob('../../content/topics/*.json', { eager: true, import: 'default' });

export interface TopicEntries {
  topic: Topic;
  /** Newest year first; only documents that mention it. */
  documents: { document: Document; points: Point[]; tasks: Task[] }[];
  count: number;
}

function collect(topic: Topic): TopicEntries {
  const isAbout = (text: string) => topic.words.some((word) => containsQuery(text, word));
  const found = documents
    .map((document) => ({
      document,
      points: pointsOf(document)
        .map(({ point }) => point)
        .filter(({ heading, text }) => isAbout(heading + text)),
      tasks: tasksOf(document).filter(({ requirement }) => isAbout(requirement)),
    }))
    .filter(({ points, tasks }) => points.length + tasks.length > 0);
  return {
    topic,
    documents: found,
    count: found.reduce((sum, { points, tasks }) => sum + points.length + tasks.length, 0),
  };
}

/** Topics with the most entries first. A topic without entries has no page, so that no link leads to an empty list. */
export const topics: TopicEntries[] = Object.values(files)
  .map((file) => collect(topicSchema.parse(file)))
  .filter(({ count }) => count > 0)
  .sort((a, b) => b.count - a.count || a.topic.id.localeCompare(b.topic.id));

export const topicUrl = ({ id }: Topic): string => `/topics/${id}/`;
