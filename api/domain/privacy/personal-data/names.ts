// Names of people after words that introduce one: 我叫, 我是, 我母亲, 联系人 …
import type { PersonalData, Recogniser } from './finding.ts';

/** The surnames of more than nine in ten people; rarer ones follow only unambiguous words. */
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝';
const compound = '欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|闻人|宇文|长孙|端木|独孤|南宫';

/** Characters that hardly occur in names but follow these words in sentences. */
const notInNames =
  '的了在是不有年月日去来今这那要想能会因从到被把给对与及就还也都已没可上下前后个们什么吗呢吧啊问请您你我他她它等但而或为以所之其此每各某叫做过着得地住家里外';
/** The end of a place's or a group's name: 高唐县, 王庄村, 江苏人, 高中生, 方面. */
const notNames =
  /^.{1,3}(?:[省市县区乡镇村庄屯街路巷人民户员工生师长局委办站所院校厂店司组队班组会社族级岁面便时候常期间次元口]|社区|小区)/u;

const nameChar = `(?![${notInNames}])\\p{Script=Han}`;
const common = `(?:(?:${compound})${nameChar}{1,2}|[${surnames}]${nameChar}{1,2})`;
/** Names of minorities, written with a middle dot: 阿依古丽·买买提. */
const dotted = '\\p{Script=Han}{2,8}[·•・‧]\\p{Script=Han}{2,8}';

const kin =
  '母亲|父亲|妈妈|爸爸|爱人|妻子|丈夫|老公|老婆|媳妇|儿子|女儿|孩子|孙子|孙女|爷爷|奶奶|姥姥|姥爷|外公|外婆|公公|婆婆|岳父|岳母|哥哥|弟弟|姐姐|妹妹|侄子|侄女|外甥|邻居|老人|户主|房东|同事|朋友';
const mark = '[\\s：:，,（(“"]{0,2}';

/** What follows is a name for sure. */
const certain = new RegExp(
  `(?:我叫|名叫|叫做|姓名|联系人|留言人|投诉人|申请人|反映人|当事人|负责人|收件人|户名|法人|法定代表人|实名)(?:名?字?[是为叫])?${mark}(${dotted}|${common})`,
  'gu',
);
/** A name or something else: only what ends like a name counts. */
const possible = new RegExp(
  `(?:我是|本人|我(?:的|家)?(?:${kin})|(?:${kin}))(?:名?叫|是)?${mark}(${dotted}|${common})(?=([\\p{Script=Han}]?))`,
  'gu',
);
/** What may follow a name in a sentence without punctuation. */
const followers = '今现年因于在是从和与已患住身曾被去有系的，';

function cutName(match: RegExpMatchArray): PersonalData {
  const end = (match.index ?? 0) + match[0].length;
  return { kind: 'name', start: end - (match[1] ?? '').length, end };
}

function isLikely(folded: string, { start, end }: PersonalData): boolean {
  const after = folded.charAt(end);
  if (notNames.test(folded.slice(start, end + 2))) return false;
  return !/\p{Script=Han}/u.test(after) || followers.includes(after);
}

/** A third character may belong to the sentence: 张三今年 is 张三. */
function fitName(folded: string, found: PersonalData): PersonalData | null {
  if (isLikely(folded, found)) return found;
  const shorter = { ...found, end: found.end - 1 };
  return shorter.end - shorter.start >= 2 && isLikely(folded, shorter) ? shorter : null;
}

export const findNames: Recogniser = (folded) => [
  ...[...folded.matchAll(certain)].map((match) => cutName(match)),
  ...[...folded.matchAll(possible)].flatMap((match) => fitName(folded, cutName(match)) ?? []),
];
