// Finds licence plates of cars, trailers, the armed police, tractors and electric bicycles.
import { replaceNumerals } from './digits.ts';
import { findAll, type Recogniser } from './finding.ts';

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const gap = '[\\s·.\\-]{0,3}';
/** Five characters, or six on green plates. The last one may be 挂, 学 and the like. */
const body = `[A-Z0-9](?:${gap}[A-Z0-9]){3,4}${gap}[A-Z0-9挂学警港澳领试超]`;
const civil = new RegExp(`[${provinces}]${gap}[A-Z]${gap}${body}`, 'giu');
/** Old motorcycle plates; excludes trains such as 京G1234次. */
const motorcycle = new RegExp(`[${provinces}]${gap}[A-Z]${gap}\\d{4}(?![\\dA-Z次])`, 'giu');
const police = new RegExp(`WJ${gap}(?:[${provinces}]|\\d\\d)${gap}[A-Z0-9]{4,5}`, 'giu');
const tractor = new RegExp(`[${provinces}]\\d\\d[\\s-]?\\d{5}(?!\\d)`, 'gu');
const electric = /\p{Script=Han}{2}[A-Z]\d{5,6}(?!\d)/gu;
/** A plate without its province, after a word such as 车牌. */
const plateWithoutProvince =
  /(?:车牌号?|车号|牌照|牌号|号牌|尾号)(?:码|号)?[\s:是为"“(]{0,3}([A-Z]{0,2}-?\d[A-Z0-9]{2,6})(?![A-Z0-9])/giu;

/** Excludes words that begin like a plate: 新AIRPOD. */
const hasDigits = (text: string): boolean => text.replace(/\D/g, '').length >= 2;

export const findPlates: Recogniser = (folded) => {
  const converted = replaceNumerals(folded);
  const findPlatesIn = (text: string, pattern: RegExp) =>
    findAll(text, pattern, 'plate').filter(({ start, end }) => hasDigits(text.slice(start, end)));
  return [
    ...findPlatesIn(folded, civil),
    ...findPlatesIn(converted, civil),
    ...findPlatesIn(folded, motorcycle),
    ...findPlatesIn(folded, police),
    ...findPlatesIn(folded, tractor),
    ...findPlatesIn(folded, electric),
    ...findPlatesIn(folded, plateWithoutProvince),
  ];
};
