// Names of people after words that introduce one (我叫, 我是, 我母亲, 联系人 …), beside a number, and under a letter.
import type { PersonalData, Recogniser } from './finding.ts';
import { kin, labels, roles } from './introductions.ts';
import { anyName, chineseName, isLikelyName, titledName } from './name-pattern.ts';

const mark = '[\\s:,(（“"‘【\\[<]{0,3}';
const by = '(?:名?字?[是为叫]|系)?';

interface Rule {
  pattern: RegExp;
  /** The name has to end like one: before punctuation or a word that follows names. */
  isStrict: boolean;
}

const rule = (before: string, name: string, isStrict: boolean, after = ''): Rule => ({
  pattern: new RegExp(`(?:${before})(${name})${after}`, 'giu'),
  isStrict,
});

const notHan = '(?:^|[^\\p{Script=Han}])';
const number = '[+\\d(][\\d\\s\\-()xX]{6,}';
const closing = '敬礼|此致|谢谢[您你]?|感谢|盼复|盼回复|望回复|望答复|——|--|―';

const rules: Rule[] = [
  rule(`(?:${labels})${by}${mark}`, anyName, false),
  rule(
    `(?:[我俺咱]是|(?:[我俺咱您他她]们?(?:的|家|家的)?)(?:${kin}|[爸妈爹娘哥弟姐妹叔舅姨婶嫂])|${kin})${by}${mark}`,
    anyName,
    false,
  ),
  rule(`(?:${roles})${by}${mark}`, anyName, false),
  rule(`(?:本人|叫)${by}${mark}`, anyName, true),
  rule(`(?:[我俺咱本同]们?|庄|镇|乡)村(?:的|里的|里)?|[我俺]是\\p{Script=Han}{2,14}的|[我俺][和跟与同]`, anyName, true),
  rule('(?:我|俺|本人)[(,\\s【]{1,2}', chineseName, true, '(?=[),，】\\s]|$)'),
  rule(notHan, chineseName, true, '(?=[,、\\s]{0,2}[男女](?:[,。;\\s性\\d]|$))'),
  rule(`${notHan}|联系|[找打致]|联系人`, `${chineseName}|${titledName}`, true, `(?=[\\s:,、(/-]{0,3}${number})`),
  rule(`\\d{7,}[xX]?[\\s,、(:/-]{0,3}`, `${chineseName}|${titledName}`, true, '(?=[^\\p{Script=Han}]|$)'),
  rule(`(?:${closing})[!。.,~\\s]{0,6}`, chineseName, true, '(?=\\s*(?:$|\\n|\\d{4}))'),
  rule('\\n\\s{0,8}', chineseName, true, '(?=[ \\t]*(?:$|\\n))'),
  rule(`${notHan}|[找问给是]`, titledName, true),
];

/** Further names of a list: 张三、李四. */
const nextName = new RegExp(`[、和及与 /]{1,2}(${chineseName})(?=[^\\p{Script=Han}]|$|等)`, 'uy');

function* followList(folded: string, from: number): Generator<PersonalData> {
  nextName.lastIndex = from;
  for (let match = nextName.exec(folded); match; match = nextName.exec(folded)) {
    const end = match.index + match[0].length;
    const start = end - (match[1] ?? '').length;
    if (!isLikelyName(folded, start, end, true)) return;
    yield { kind: 'name', start, end };
  }
}

function* findByRule(folded: string, { pattern, isStrict }: Rule): Generator<PersonalData> {
  for (const match of folded.matchAll(pattern)) {
    const longest = match.index + match[0].length;
    const start = longest - (match[1] ?? '').length;
    // The third character may belong to the sentence: 张三今年 is 张三.
    for (let end = longest; end >= start + 2 && end >= longest - 1; end--) {
      if (!isLikelyName(folded, start, end, isStrict)) continue;
      yield { kind: 'name', start, end };
      yield* followList(folded, end);
      break;
    }
  }
}

/** 我姓王，名大山 */
const surnameAlone = /(?:[我她他]|本人|免贵|贵)姓(?!名)(\p{Script=Han})/gu;

export const findNames: Recogniser = (folded) => [
  ...rules.flatMap((each) => [...findByRule(folded, each)]),
  ...[...folded.matchAll(surnameAlone)].map(({ index, 0: whole }) => ({
    kind: 'name' as const,
    start: index + whole.length - 1,
    end: index + whole.length,
  })),
];
