// The citation of a point or task: issuer, title, document number, position, address.
import type { Document } from '../../content/schema.ts';

/** `某县人民政府办公室：《2021年某县政务公开工作要点》（某政办发〔2021〕9号），第17项任务，<address>` */
export function cite(document: Document, place: string, address: string): string {
  const issuer = document.issuer ? `${document.issuer.text}：` : '';
  const number = document.number ? `（${document.number.text}）` : '';
  return [`${issuer}《${document.title.text}》${number}`, place, address].filter(Boolean).join('，');
}
