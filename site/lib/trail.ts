// Breadcrumbs: place, year, document.
import type { Document, Jurisdiction } from '../../content/schema.ts';
import { jurisdictionOf } from './content.ts';
import { documentUrl, placeUrl, yearUrl } from './titles.ts';

export interface TrailPage {
  title: string;
  url: string;
}

export const home: TrailPage = { title: '首页', url: '/' };

export const toPlaces: TrailPage[] = [home, { title: '地区', url: '/places/' }];

export const toCommitments: TrailPage[] = [home, { title: '工作台账', url: '/commitments/' }];

export const toFigures: TrailPage[] = [home, { title: '答复情况', url: '/figures/' }];

export const toFollow: TrailPage[] = [home, { title: '查询进度', url: '/follow/' }];

export const toPlace = (place: Jurisdiction): TrailPage[] => [...toPlaces, { title: place.name, url: placeUrl(place) }];

/** The trail of a document: up to its year. */
export function toYear(document: Document): TrailPage[] {
  const place = jurisdictionOf(document);
  return [
    home,
    { title: place.name, url: placeUrl(place) },
    { title: `${document.year} 年`, url: yearUrl(place, document.year) },
  ];
}

export const toDocument = (document: Document): TrailPage[] => [
  ...toYear(document),
  { title: document.taskTable && document.sections.length === 0 ? '文件' : '工作要点', url: documentUrl(document) },
];
