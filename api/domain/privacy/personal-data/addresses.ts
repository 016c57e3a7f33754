// Finds home addresses: a door (doors.ts) and the place names before it.
import { findDoors } from './doors.ts';
import type { Recogniser } from './finding.ts';

/** Maximum characters before the door: room for 某某省某某市某县某某街道 and a village. */
const maxPrefixLength = 36;

/** Place names and numbers before a door; a comma or space only after a place. */
const placeBefore =
  /(?:[\p{Script=Han}A-Za-z0-9#-]|(?:[省市县区镇乡村路街园苑城院里]|街道|小区|号楼|单元|\d期)[ ,、](?=[\p{Script=Han}\dA-Z]|$))*$/u;
/** Lead-in words (地址, 住在…) to strip before the address. */
const leadIn = /^.*(?:[的了把是我您您你他她们从寄送到]|地址|住址|户籍地|位于|现居住|现住|房子|号码?[:是]?)/u;

function startOf(folded: string, door: number): number {
  const from = Math.max(0, door - maxPrefixLength);
  const before = placeBefore.exec(folded.slice(from, door))?.[0] ?? '';
  return door - before.replace(leadIn, '').length;
}

/** 地址：李家庄北12 */
const labelledAddress = /(?:住址|家住|地址)[是为:\s]{0,3}(\p{Script=Han}{2,20}\d{1,5}(?:号|(?=[,。;\n]|$)))/gu;

export const findAddresses: Recogniser = (folded) => [
  ...findDoors(folded).map(({ start, end }) => ({ kind: 'address' as const, start: startOf(folded, start), end })),
  ...[...folded.matchAll(labelledAddress)].map(({ index, 0: whole, 1: place = '' }) => {
    const end = index + whole.length;
    return { kind: 'address' as const, start: end - place.length, end };
  }),
];
