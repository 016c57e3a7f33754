// Finds the part of an address that identifies a home: a house number in a street, or building, entrance and room.
import type { PersonalData } from './finding.ts';

type Range = Pick<PersonalData, 'start' | 'end'>;

const numeral = '(?:\\d{1,5}|[零〇一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰]{1,5})';
const houseNumber = `[甲乙丙丁]?${numeral}(?:-\\d{1,4})?`;
const unit =
  '(?:号宿舍楼?|号公寓|号楼|号院|#楼|#|栋|幢|座|单元|门洞|宿舍|层|楼|排|村民小组|居民小组|小组|组|社|队|连|团|区|门|室|户|号|院|巷|胡同|弄|条|期)';
const addressPart = `(?:(?:${houseNumber}|[A-Z]\\d{0,2}|[东西南北中](?=单元|户|门洞))${unit}(?:底商|商铺|门面房?|附)?)`;
const lastPart =
  '(?:[A-Z]?\\d{1,4}(?:-\\d{1,4})?(?:寝?室|房|户|号(?!楼))?|[零〇一二三四五六七八九]{3,4}|[东西南北中](?:户|门|屋|侧|边)?)?';
const premises = '门市部?|摊位?|商铺|门面房?|店铺|别墅|底商|车位|车库|储藏室|地下室|宿舍|铺面';
/** Adjacent parts: 12号楼 1单元 802室. */
const addressChain = new RegExp(
  `${addressPart}(?:[ ,-]{0,2}${addressPart}){0,7} ?${lastPart}(?:附\\d{1,3}号?|之[一二三四五六七八九\\d]{1,2})?[甲乙丙丁]?(?:${premises})?`,
  'giu',
);

/** A room, an entrance or a flat, which identifies a home in any context. */
const roomPattern =
  /(?:室|[东西南北中]户)|(?:单元|门洞)[ ,-]{0,2}.|.(?:号楼|[栋幢#座期排]).*单元|(?:号楼|#楼?|[栋幢座楼层排门]|宿舍楼?)[ ,、-]{0,2}(?:.*\d{3,4}|.*[零〇一二三四五六七八九]{3,4}|.*\d+号(?!楼)|.*\d-\d)|号院.*\d|(?:[组社队连排区巷弄院门]|胡同).*号|排.*户/iu;
const meetingRoom = /^\d*[^\d]*室$/u;

/** A number after a street is a house number; after a village it may be a day. */
const street = /(?:[路街巷弄]|胡同|大道|[路街][东西南北中][段头路街])$/u;
const placeEnd =
  /(?:[路街巷弄村庄屯湾沟坡岗岭营堡寨集园苑府院区段米侧旁头角房队片社组排]|胡同|大道|和里|[一-龥]里|嘎查|苏木|市场|商场|商城|大厦|宿舍|对面|隔壁|[街村庄屯镇路][东西南北中]|[营洼庄沟梁甸泡店堡]子|[东西南北]街)$/u;
/** Excludes days: 村里5号 is a day, 和平里5号 a house. */
const notPlace = /(?:[村家县这那哪镇厂院校城心夜园区]里|[本该全]区|学区|灾区|们村|本村|我村|地区)$/u;
const village = /(?:[村屯庄社区寨湾]|小区|花园|[苑园城]|公寓|嘎查|乡|镇|居委会|村委会|委员会)$/u;
/** 小区 without an estate's name, as in 小区3号楼. */
const noEstate = /(?:们|[本该全各某个旧的])(?:小区|社区|家园|新村)$/u;
const estate = /\p{Script=Han}(?:小区|社区|花园|家园|公寓|名苑|新村|家属院|[苑园城府郡庭湾居轩阁院])$/u;
/** Words that follow a day, a bus line or a public facility, but not a house number. */
const afterDay =
  /^(?:线|公交|文件|令|公告|桥|井|泵|站|台风|汽油|柴油|通知|决定|机组|[前后到至起停开放上下早晚中夜凌当发举召才就都要也还之左逢赶])/u;

/** Words that exclude a house number: 92号汽油, 138号文件. */
const afterHouse = /^(?:线|公交|文件|令|公告|桥|站|汽油|柴油|提案|议案|建议|标准|通知|决定|车|台|机|井|泵|地块)/u;
const afterStreet = /^(?:线|公交|文件|令|公告|桥|站)/u;

const countUnits = (text: string): number => text.match(new RegExp(unit, 'giu'))?.length ?? 0;

function isDoor(text: string, { start, end }: Range): boolean {
  const found = text.slice(start, end);
  const before = text.slice(Math.max(0, start - 8), start);
  const after = text.slice(end, end + 3);
  if (roomPattern.test(found) && !meetingRoom.test(found)) return true;
  if (/^\d{3,4}室/.test(found)) return true;
  if (countUnits(found) > 1 && /号/.test(found) && placeEnd.test(before) && !notPlace.test(before)) return true;
  if (new RegExp(`(?:${premises})$`, 'u').test(found)) return true;
  // A number above 31 cannot be a day.
  if (/^(?:3[2-9]|[4-9]\d|\d{3,4})号$/.test(found) && /(?![第是为编序到共])\p{Script=Han}$/u.test(before))
    return !afterHouse.test(after);
  if (/^\d{1,2}号$/.test(found) && /[区园苑院府城]$/u.test(before))
    return after === '' || !/^\p{Script=Han}/u.test(after);
  if (/(?:号|号院|号公寓|[弄巷条附之一二三四五六七八九十\d甲乙丙丁])$/u.test(found) && /号|-|^\d+弄/.test(found))
    return street.test(before)
      ? !afterStreet.test(after)
      : placeEnd.test(before) && !notPlace.test(before) && !afterDay.test(after);
  if (/[组队社排户区]$/u.test(found)) return village.test(before) && !notPlace.test(before);
  return /(?:号楼|[栋幢座])$/u.test(found) && estate.test(before) && !noEstate.test(before);
}

/** 3-2-501, 12#-1-802. Without an entrance only after a place name; the room must not look like a year. */
const dashed = /[A-Z]{0,2}\d{1,3}(?:#|号楼|栋|幢)?-(?:(?:\d{1,2}|[东西中南北])-)?(?!(?:19|20)\d\d)\d{3,4}(?![\d-])/gi;
const doorCalled = /(?:门牌号?|房间号?|房号|室号)(?:码)?[\s:是为]{0,3}([\dA-Z][\dA-Z\-#]{0,9}号?)/giu;
const english = /(?:room|rm\.?|flat|building|unit|no\.)\s*\d+[\w ,.#-]{0,60}/giu;
const coordinates = /\d{2,3}\.\d{4,}[,、\s]{1,3}\d{2,3}\.\d{4,}/g;

const isDashedDoor = (text: string, { start, end }: Range): boolean => {
  const found = text.slice(start, end);
  const before = text.charAt(start - 1);
  if (/[\d\-./]/.test(before)) return false;
  return (
    found.split('-').length === 3 ||
    /[#楼栋幢]/u.test(found) ||
    placeEnd.test(before) ||
    /[城场庭湾府郡]$/u.test(before) ||
    village.test(before)
  );
};

const findRanges = (text: string, pattern: RegExp): Range[] =>
  [...text.matchAll(pattern)].map(({ index, 0: whole, 1: part }) => {
    const end = index + whole.length;
    return { start: end - (part ?? whole).length, end };
  });

export const findDoors = (text: string): Range[] => [
  ...findRanges(text, addressChain).filter((range) => isDoor(text, range)),
  ...findRanges(text, dashed).filter((range) => isDashedDoor(text, range)),
  ...findRanges(text, doorCalled),
  ...findRanges(text, english),
  ...findRanges(text, coordinates),
];
