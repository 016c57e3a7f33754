// Finds names of people: after an introducing word (我叫, 我是, 我母亲, 联系人 …), beside a number, and in signatures.
import type { PersonalData, Recogniser } from './finding.ts';
import { kin, nameLabels, roles } from './introductions.ts';
import {
  anyName,
  chineseName,
  isLikelyName,
  type NameEvidence,
  surname,
  titledName,
  transcribedWithDots,
} from './name-pattern.ts';
import { endsWord } from './surnames.ts';

const punctuation = '[\\s:,(（"“‘【\\[</]{0,3}';
const linkingWord = '(?:名?字?[是为叫]|系)?';

interface Rule {
  pattern: RegExp;
  evidence: NameEvidence;
}

const createRule = (before: string, name: string, evidence: NameEvidence, after = ''): Rule => ({
  pattern: new RegExp(`(?:${before})(${name})${after}`, 'giu'),
  evidence,
});

const notHan = '(?:^|[^\\p{Script=Han}])';
const beforeEnd = '(?=[^\\p{Script=Han}]|$)';
const chineseOrTitledName = `${chineseName}|${titledName}`;
const number = '[+\\d(][\\d\\s\\-()xX]{6,20}';
const closing = '敬礼|此致|谢谢[您你]?|感谢|盼复|盼回复|望回复|望答复|——|--|―';
const kinOfMine = `[我俺咱您他她]们?(?:的|家|家的)?(?:${kin}|[爸妈爹娘哥弟姐妹叔舅姨婶嫂儿])`;

const rules: Rule[] = [
  createRule(`(?:${nameLabels})${linkingWord}${punctuation}`, anyName, 'introduction'),
  createRule(`(?:[我俺咱]们?是|${kinOfMine}|${kin})${linkingWord}${punctuation}`, anyName, 'introduction'),
  createRule(`(?:${roles})${linkingWord}${punctuation}`, anyName, 'introduction'),
  createRule(`(?:本人|叫)${linkingWord}${punctuation}`, anyName, 'end'),
  createRule(
    `(?:[我俺咱本同]们?|庄|镇|乡)村(?:的|里的|里)?|[我俺]是\\p{Script=Han}{2,14}的|[我俺][和跟与同]`,
    anyName,
    'end',
  ),
  createRule('(?:我|俺|本人)[(,\\s【]{1,2}', chineseName, 'end', '(?=[),，】\\s]|$)'),
  createRule(notHan, chineseName, 'end', '(?=[,、\\s]{0,2}[男女](?:[,。;\\s性\\d]|$))'),
  createRule(`${notHan}|联系|[找打致]`, chineseOrTitledName, 'end', `(?=[\\s:,、(/-]{0,3}${number})`),
  createRule('\\d{7,20}[xX]?[\\s,、(:/-]{0,3}', chineseOrTitledName, 'end', beforeEnd),
  createRule(`(?:${closing})[!。.,~\\s]{0,6}`, chineseName, 'end', '(?=\\s*(?:$|\\n|\\d{4}))'),
  createRule('(?:\\n|\\d日)\\s{0,8}', chineseName, 'end', '(?=[ \\t]*(?:$|\\n))'),
  createRule(notHan, chineseName, 'end', '(?=之[妻夫子女父母])'),
  createRule(`${notHan}|[找问给是]`, titledName, 'introduction'),
  createRule('(?:叫|喊)我?', `[老小大阿]${surname}`, 'introduction', beforeEnd),
  createRule(notHan, transcribedWithDots, 'introduction', beforeEnd),
];

/** Further names of a list: 张三、李四. */
const nextName = new RegExp(`[、和及与 /]{1,2}(${chineseName})(?=[^\\p{Script=Han}]|$|[等的都三四五六七八九])`, 'uy');

function* followList(folded: string, from: number): Generator<PersonalData> {
  nextName.lastIndex = from;
  for (let match = nextName.exec(folded); match; match = nextName.exec(folded)) {
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? '').length;
    if (!isLikelyName(folded, start, end, 'end')) return;
    yield { kind: 'name', start, end };
  }
}

function* findByRule(folded: string, { pattern, evidence }: Rule): Generator<PersonalData> {
  for (const match of folded.matchAll(pattern)) {
    const maxEnd = match.index + match[0].length;
    const start = maxEnd - (match[1] ?? '').length;
    // The third character may not belong to the name: in 张三今年, the name is 张三.
    for (let end = maxEnd; end >= start + 2 && end >= maxEnd - 1; end--) {
      if (!isLikelyName(folded, start, end, evidence)) continue;
      yield { kind: 'name', start, end };
      yield* followList(folded, end);
      break;
    }
  }
}

const threeCharacters = new RegExp(chineseName, 'yu');

/** Finds names at any position whose characters are typical of names. */
function* findByCharacters(folded: string): Generator<PersonalData> {
  for (let start = 0; start < folded.length; start++) {
    if (endsWord(folded.slice(Math.max(0, start - 1), start + 1))) continue;
    threeCharacters.lastIndex = start;
    const match = threeCharacters.exec(folded);
    const end = start + (match?.[0].length ?? 0);
    if (!match || !isLikelyName(folded, start, end, 'characters')) continue;
    yield { kind: 'name', start, end };
    start = end - 1;
  }
}

/** 我姓王，名大山 */
const surnameAlone = new RegExp(`(?:^|[^百])姓(${surname})${beforeEnd}`, 'giu');
/** 小名狗蛋 */
const nickname = new RegExp(
  `(?:小名|乳名|外号|绰号|又名|曾用名|人称)[是叫为:\\s]{0,2}(\\p{Script=Han}{2,3})${beforeEnd}`,
  'gu',
);
/** Everything between 我叫 and a comma, for names without a listed surname. */
const nameAfterIntroduction = new RegExp(
  `(?:[我俺]叫|本人叫|名叫|名字[叫是])(?!\\p{Script=Han}{0,4}(?:[不什么啥车]|电话|外卖|人[^\\p{Script=Han}]))(\\p{Script=Han}{2,6})${beforeEnd}`,
  'gu',
);
/** The content of a form field for a name: 户主：尔古阿呷. */
const nameField = new RegExp(
  `(?:${nameLabels}|户主|业主|法人|患者|学生)\\s?:\\s{0,2}(?!电话|手机|不详|同上|保密|匿名|本人|见附|没有|无)(\\p{Script=Han}{2,4})${beforeEnd}`,
  'giu',
);

export const findNames: Recogniser = (folded) => [
  ...rules.flatMap((each) => [...findByRule(folded, each)]),
  ...findByCharacters(folded),
  ...[surnameAlone, nickname, nameAfterIntroduction, nameField].flatMap((pattern) =>
    [...folded.matchAll(pattern)].map(({ index, 0: whole, 1: name = '' }) => ({
      kind: 'name' as const,
      start: index + whole.length - name.length,
      end: index + whole.length,
    })),
  ),
];
