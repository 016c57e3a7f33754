// Metadata that inspections read in a page's head under 《政府网站发展指引》: whether the page is a column (栏目) or an article
// (文章).
import { formatInstant } from '../../api/domain/clock/window-words.ts';
import type { Document } from '../../content/schema.ts';
import { changeOf } from './changes.ts';
import { jurisdictionOf } from './content.ts';

export type ColumnType = '政策文件' | '信息公开' | '互动交流' | '网站说明';

export interface Article {
  title: string;
  /** ISO time at which this site took the document in (收录). The date of issue differs and appears in the text. */
  publishedAt: string;
  source: string;
  keywords: string;
}

export type PageKind = { column: ColumnType; keywords: string } | { article: Article };

/** A page that quotes a document. */
export function articleOf(document: Document, title: string, keywords: string[]): PageKind {
  const place = jurisdictionOf(document).name;
  return {
    article: {
      title,
      publishedAt: changeOf(document).takenInAt,
      source: document.issuer?.text ?? place,
      keywords: [place, `${document.year}年`, ...keywords].join(','),
    },
  };
}

/** Names and contents of the head's `<meta>` elements. */
export function metaOf(kind: PageKind, title: string, description: string): [name: string, content: string][] {
  if ('column' in kind) {
    return [
      ['ColumnName', title],
      ['ColumnDescription', description],
      ['ColumnKeywords', kind.keywords],
      ['ColumnType', kind.column],
    ];
  }
  const { article } = kind;
  return [
    ['ArticleTitle', article.title],
    // When this site took the document in, never the date of issue: inspections fail a site with forged publication
    // dates.
    ['PubDate', formatInstant(article.publishedAt)],
    ['ContentSource', article.source],
    ['Keywords', article.keywords],
  ];
}
