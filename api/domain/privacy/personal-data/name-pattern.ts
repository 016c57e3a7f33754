// Patterns of names: a surname and one or two characters, a name with middle dots, a transcription, or pinyin.
import { hasGivenCharacter, isGivenName } from './given-names.ts';
import { compoundSurnames, isCommonWord, surnames, wordSurnames } from './surnames.ts';

/** Grammatical characters. They often follow a surname's character in sentences and rarely occur in names. */
const grammar =
  '的了吗呢吧啊是不我你您他她它们这那什么怎谁哪请与或及而但把被给对从到已没也都还就因所要将让使跟着做叫说在';
const char = `(?![${grammar}])\\p{Script=Han}`;
export const chineseName = `(?:(?:${compoundSurnames})${char}{1,2}|[${surnames}] ?${char}(?: ?${char})?)`;
export const surname = `(?:${compoundSurnames}|[${surnames}])`;

const dotted = '[\\p{Script=Han}A-Z]{1,8}(?:·\\p{Script=Han}{1,8}){1,3}';
/** Characters that transcribe Uyghur, Tibetan, Mongolian, Kazakh and Yi names. */
const transcribing =
  '阿艾爱安奥汗热让肉增仓顿堆毛杰太尕藏周永巴拜班宝贝比布才策查朝次措达大代丹旦德迪丁东多尔额恩凡嘎甘高戈格古哈海罕赫花吉加嘉坚江卡凯康克库拉来兰朗勒里力丽莉利林罗洛玛买麦曼米木姆穆娜乃南尼努诺帕平普其齐奇恰切青琴仁日茹萨赛桑沙山莎斯索苏塔泰坦特提吐图托娃瓦旺维卫吾乌西希夏先香雅亚央耶叶伊依义音英尤玉尉孜则扎珠卓自尊措守别肖盖合云呷嫫惹甲作';
const transcribed = `[${transcribing}]{3,8}(?!\\p{Script=Han})`;
/** A name with middle dots that no word introduces; excludes 12345·冠心办. */
export const transcribedWithDots = `[${transcribing}]{2,8}(?:·[${transcribing}]{2,8}){1,2}`;
const pinyin = '[A-Z][A-Za-z]{1,15}(?: [A-Z][A-Za-z]{1,15}){1,2}';

/** A surname with 先生, 女士 and the like. Excludes official titles (王主任), because officials act for their office. */
export const titledName = `${surname}(?:先生|女士|小姐|同志|师傅|大爷|大娘|大妈|大叔|大姐|大哥|阿姨)`;

/** Any form of name, for use after words that always introduce one. */
export const anyName = `${titledName}|${dotted}|${chineseName}|${transcribed}|${pinyin}`;

const offices = new RegExp(
  `^(?:${compoundSurnames}|.)(?:主任|书记|局长|科长|县长|镇长|乡长|市长|所长|院长|校长|部长|股长|站长|处长|主席|委员|经理|老师|医生|大夫|护士|律师|法官|警官|支书|总|某)`,
  'u',
);
const places =
  /^.{1,3}(?:[省市县区镇乡村](?:[的人居村里]|$)|街道|社区|小区|家园|花园|庄[的村人]|屯[的村人]|[街路](?:的|上|边|口)|姓|氏家族|公司|集团|学校|小学|中学|幼儿园|医院|银行|商厦|广场|大街)/u;
/** Last characters of words for things and places. */
const things = /[号卡证码址箱话省市县区镇乡村厂店局款费率]$/u;
const landmarks = /[庄屯路街桥河]$/u;

/** Characters that follow a name inside a sentence. */
const afterName =
  /^(?:[^\p{Script=Han}]|$|[今现年因于在是从和与已患住身曾被去有系的都也不没要想能会说来到把给对向跟同让就还又才却将正等及以家出生退瘫残病死打上下失欠占收拖申办交领反投咨求请男女户村承开离结签乱拒跑优为代两这那老之私养])/u;
/** The character before a name that no word introduces: 镇政府的单小兵. */
const beforeBareName = /^(?:[^\p{Script=Han}]|的)?$/u;
/** Surnames that are mostly grammatical words. */
const grammaticalSurnames = '于向连时全应管解关';

const isChinese = /^[\p{Script=Han} ]+$/u;
const titled = new RegExp(`^${titledName}$`, 'u');
const compound = new RegExp(`^(?:${compoundSurnames})`, 'u');

/**
 * Judges a possible name by its characters alone. `certain`: they are typical of names. `no`: they form a word, a place or
 * an office.
 */
function judgeName(plain: string, behind: string): 'certain' | 'possible' | 'landmark' | 'no' {
  if (titled.test(plain)) return grammaticalSurnames.includes(plain.charAt(0)) ? 'no' : 'certain';
  if (isCommonWord(plain.slice(0, 2)) || offices.test(plain + behind) || places.test(plain + behind)) return 'no';
  const given = plain.replace(compound.test(plain) ? compound : /^./u, '');
  if (isGivenName(given)) return 'certain';
  if (wordSurnames.includes(plain.charAt(0)) && !hasGivenCharacter(given)) return 'no';
  if (things.test(plain)) return 'no';
  return landmarks.test(plain) ? 'landmark' : 'possible';
}

/** Evidence that a name requires: typical characters, a clear end, or only the introducing word. */
export type NameEvidence = 'characters' | 'end' | 'introduction';

export function isLikelyName(text: string, start: number, end: number, evidence: NameEvidence): boolean {
  const name = text.slice(start, end);
  if (!isChinese.test(name)) return true;
  const plain = name.replace(/ /g, '');
  const judged = judgeName(plain, text.slice(end, end + 3));
  if (judged === 'no') return false;
  const isWord = wordSurnames.includes(plain.charAt(0));
  const endsHere = afterName.test(text.slice(end, end + 1));
  if (judged === 'certain')
    return evidence !== 'characters' || !isWord || (endsHere && beforeBareName.test(text.charAt(start - 1)));
  if (evidence === 'characters' || (evidence === 'end' && judged === 'landmark')) return false;
  return endsHere || (evidence === 'introduction' && !isWord);
}
