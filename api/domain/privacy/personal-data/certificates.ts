// Finds passport and permit numbers, and numbers that follow a word such as 户号, 合同编号 or 银行卡号.
import { findAll, type PersonalData, type Recogniser } from './finding.ts';

/** Passports (E12345678, EA1234567) and travel permits (C, W, H, M, T), not preceded by a letter or digit. */
const travelDocument =
  /(?:^|[^A-Za-z0-9])((?:[DEGKPST]\.?(?:\s?\d){8}|[DEPS][A-Z]\d{7}|[CW][A-Z]?\d{7,8}|[HM]\d{8,10}))(?![A-Za-z0-9])/gi;
/** Excludes medicine approvals: 国药准字H20123456. */
const isMedicine = (text: string, { start }: PersonalData): boolean => text.charAt(start - 1) === '字';

const permits = '护照|通行证|台胞证|回乡证|居留证|永居证|居留许可';
const permit = new RegExp(
  `(?:${permits})(?:号码|号)?[\\s:是为"“(]{0,3}([A-Z]{0,3}[.\\s]?\\d(?:[\\s-]?\\d){5,17})`,
  'giu',
);

/** 户号, 合同编号, 残疾证, 银行卡号, 后四位 …, and the number after it. */
const labelled =
  /(\p{Script=Han}{0,8}(?:证|卡|折|号|号码|编号|尾号|[后末][三四五六346]位数?|户|保险|单|表))[是为:\s"“(]{0,3}([A-Z]{0,6}-?\d(?:[\s-]?[A-Z0-9*]){3,29})/giu;
const lastDigitsLabel = /(?:尾号|[后末][三四五六346]位数?)$/u;
/** Labels of public numbers: documents, tasks, standards, lines, places, comments. */
const publicLabel =
  /(?:留言|受理|文|公告|招标|采购|项目|任务|标准|条|线|邮|批准|热线|客服|版本|型|期|公交|车次|航班|股票|信用代码|许可)(?:编|代)?(?:号|码|证|号码|编号)?$/u;
const notAnAmount = /^\s?[万亿]?[元年月日个人岁斤亩次张户号%]/u;
/** Receipt codes are public. */
const receiptCode = /^[A-Z]{2,4}\d{6}-[0-9A-Z]{5}$/;
const service = /^(?:1[012]\d{1,3}|9[56]\d{3,6}|[48]00[\s-]?\d{3}[\s-]?\d{4})$/;
const date = /^(?:19|20)\d\d(?:[-./\s]?(?:0[1-9]|1[0-2])|$)/;

function* findLabelled(text: string): Generator<PersonalData> {
  for (const { 0: whole, 1: label = '', 2: number = '', index } of text.matchAll(labelled)) {
    const end = index + whole.length;
    const isTail = lastDigitsLabel.test(label);
    if (number.length < (isTail ? 4 : 5) || publicLabel.test(label) || receiptCode.test(number) || date.test(number))
      continue;
    if (!isTail && service.test(number)) continue;
    if (!notAnAmount.test(text.slice(end, end + 3))) yield { kind: 'number', start: end - number.length, end };
  }
}

/** 鲁（2021）某县不动产权第0001234号, 某集用（2010）第1234号, 军字第01234567号 */
const certificate =
  /(?:\p{Script=Han}{1,4}[([〔]\d{2,4}[)\]〕])?\p{Script=Han}{0,12}[字权用建证](?:[([]\d{2,4}[)\]])?字?第\d{4,}号?/gu;
/** （2021）鲁1525民初1234号 */
const lawsuit = /[(〔]\d{4}[)〕]\p{Script=Han}\d{0,4}\p{Script=Han}{1,4}\d{1,6}号/gu;

export const findCertificates: Recogniser = (folded) => [
  ...findAll(folded, travelDocument, 'passport').filter((found) => !isMedicine(folded, found)),
  ...findAll(folded, permit, 'passport'),
  ...findLabelled(folded),
  ...findAll(folded, certificate, 'number'),
  ...findAll(folded, lawsuit, 'number'),
];
