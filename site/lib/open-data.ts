// The open data with the addresses of this site.
import { type OpenDocument, type OpenTask, openDocument, openTask } from '../../content/open-data.ts';
import { documents, jurisdictionOf, tasksOf } from './content.ts';
import { documentUrl, taskUrl } from './titles.ts';

export const openDocuments = (site: URL | undefined): OpenDocument[] =>
  documents.map((document) =>
    openDocument(document, jurisdictionOf(document), new URL(documentUrl(document), site).href),
  );

export const openTasks = (site: URL | undefined): OpenTask[] =>
  documents.flatMap((document) =>
    tasksOf(document).map((task) => openTask(document, task, new URL(taskUrl(document, task), site).href)),
  );
