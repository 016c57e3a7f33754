// Home addresses down to a door: a numbered house in a street, a building, entrance or room, a plot of a village.
import type { Recogniser } from './finding.ts';

const number = '[0-9一二三四五六七八九十百]{1,5}';
const joint = '[ -]?';
const patterns = [
  new RegExp(`\\p{Script=Han}{1,12}(?:路|街|巷|胡同|大道|弄)${number}(?:号院?|弄)(?!线|公交|文件|令)`, 'gu'),
  new RegExp(
    `(?:\\p{Script=Han}{0,12}?${number}(?:号楼|栋|幢|单元|室|号院)${joint})+(?:${number}(?:户|室|号)?|东户|西户|中户)?`,
    'gu',
  ),
  new RegExp(
    `\\p{Script=Han}{1,10}(?:村|屯|庄|社区|小区|花园|苑|家园|公寓)(?:${number}(?:组|号|队|排|区|栋|户)${joint}){1,3}`,
    'gu',
  ),
  // 幸福花园12-2-501, 3#-1-502: building, entrance, room.
  /(?:\p{Script=Han}{0,10}(?:小区|花园|苑|家园|公寓|社区|新村|[东西南北]区))?(?:^|[^0-9-])?[0-9]{1,2}#?-[0-9]{1,2}-[0-9]{3,4}(?![0-9-])/gu,
  /(?:门牌号?|住址|家住|地址)[是为：:\s]{0,3}\p{Script=Han}{1,20}[0-9]{1,5}号?/gu,
];

export const findAddresses: Recogniser = (folded) =>
  patterns.flatMap((pattern) =>
    [...folded.matchAll(pattern)].map(({ index, 0: text }) => ({
      kind: 'address' as const,
      start: index,
      end: index + text.length,
    })),
  );
