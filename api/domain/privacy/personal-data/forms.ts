// Variants that NFKC does not normalize: circled numerals, digits of other scripts, and traditional characters in the
// words that recognisers match.

/** First code point, last code point, value of the first: dingbats, Suzhou numerals, the keycap ten. */
const numeralForms: readonly (readonly [number, number, number])[] = [
  [0x2776, 0x277f, 1],
  [0x2780, 0x2789, 1],
  [0x278a, 0x2793, 1],
  [0x24eb, 0x24f4, 11],
  [0x24f5, 0x24fe, 1],
  [0x24ff, 0x24ff, 0],
  [0x3021, 0x3029, 1],
  [0x1f10b, 0x1f10c, 0],
  [0x1f51f, 0x1f51f, 10],
];

const decimal = /^\p{Nd}$/u;

/** Unicode encodes decimal digits in ascending rows of ten, so a digit's value is the number of digits before it. */
function readDecimal(code: number): string {
  let before = 0;
  while (decimal.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
}

/** @returns ASCII digits, or null for other characters */
export function readNumeralForm(char: string): string | null {
  const code = char.codePointAt(0) ?? 0;
  for (const [first, last, value] of numeralForms)
    if (code >= first && code <= last) return String(value + code - first);
  return decimal.test(char) ? readDecimal(code) : null;
}

const traditional =
  '號樓單電話機聯證護車魯滬遼雲贛貴瓊寧陝粵晉蘇閩戶帳賬碼郵銀門區縣鎮鄉莊組棟層張陳劉楊趙黃吳孫鄭馬羅許韓馮鄧蕭葉呂盧鍾譚陸範賈韋鄒閆龍龔錢嚴湯溫齊喬龐顏聶歐關蘭媽爺愛兒婦親貳參叄陸兩';
const simplified =
  '号楼单电话机联证护车鲁沪辽云赣贵琼宁陕粤晋苏闽户账账码邮银门区县镇乡庄组栋层张陈刘杨赵黄吴孙郑马罗许韩冯邓萧叶吕卢钟谭陆范贾韦邹闫龙龚钱严汤温齐乔庞颜聂欧关兰妈爷爱儿妇亲贰叁叁陆两';

const simplifiedOf = new Map([...traditional].map((char, index) => [char, simplified.charAt(index)]));

export const simplify = (text: string): string => simplifiedOf.get(text) ?? text;
