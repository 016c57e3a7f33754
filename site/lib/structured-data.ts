// Structured data (JSON-LD, schema.org), limited to what the page itself states.

import { issuedOn } from '../../content/facts.ts';
import type { Document } from '../../content/schema.ts';
import { scriptJson } from '../fragments/html.ts';
import { documentUrl } from './titles.ts';

export type StructuredData = Record<string, unknown>;
type ToAddress = (path: string) => string;

export function trailData(trail: { title: string; url: string }[], address: ToAddress): StructuredData {
  const itemListElement = trail.map(({ title, url }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name: title,
    item: address(url),
  }));
  return { '@type': 'BreadcrumbList', itemListElement };
}

export function documentData(document: Document, address: ToAddress): StructuredData {
  const issued = issuedOn(document);
  return {
    '@type': 'DigitalDocument',
    name: document.title.text,
    url: address(documentUrl(document)),
    ...(document.number ? { identifier: document.number.text } : {}),
    ...(document.issuer ? { author: { '@type': 'GovernmentOrganization', name: document.issuer.text } } : {}),
    ...(issued ? { dateCreated: issued } : {}),
  };
}

/** A point, task or section as part of its document. */
export function pieceData(document: Document, name: string, text: string, address: ToAddress): StructuredData {
  return { '@type': 'CreativeWork', name, text, isPartOf: documentData(document, address) };
}

export const toScript = (data: StructuredData[]): string =>
  scriptJson({ '@context': 'https://schema.org', '@graph': data });
