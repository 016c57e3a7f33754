// E-mail addresses, accounts of messengers, licence plates, and travel documents.
import type { PersonalData, PersonalKind, Recogniser } from './finding.ts';

/** Reports the first group of each match, or all of it. */
function* findAll(folded: string, pattern: RegExp, kind: PersonalKind): Generator<PersonalData> {
  for (const match of folded.matchAll(pattern)) {
    const end = match.index + match[0].length;
    const text = match[1] ?? match[0];
    yield { kind, start: end - text.length, end };
  }
}

const asciiMail = /[A-Za-z0-9._%+-]{1,64}\s?@\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}/g;
/** Internationalised addresses; Chinese words before the name may be taken along. */
const wideMail = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:[.。][\p{L}\p{N}-]{1,63}){1,4}/gu;

const link = '(?:账号|帐号|号码|号|ID)?[\\s：:是为=\\-—,，(（“"]{0,4}';
/** Public accounts and groups of offices belong to nobody. */
const wechat = new RegExp(
  `(?:微信|薇信|威信|v信|wechat|weixin|\\bwx|\\bvx|加v)(?!公众|小程序)${link}([a-z][a-z0-9_-]{5,19}|\\d{5,14})`,
  'giu',
);
const qq = new RegExp(`(?:qq|扣扣|企鹅)(?:群|邮箱)?${link}(\\d{5,11})`, 'giu');
const otherAccount = new RegExp(
  `(?:支付宝|抖音|快手|微博|银行卡|卡号|银行账户|账户|账号|帐号|身份证|证件|社保卡|医保卡|护照|学籍|驾驶证|档案)${link}([a-z0-9](?:[\\s-]?[a-z0-9*]){5,29})`,
  'giu',
);

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
const plate = new RegExp(
  `[${provinces}][A-HJ-NP-Z][\\s·•.\\-]{0,2}(?=[A-Z0-9]{0,5}\\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]`,
  'giu',
);

/** Passports (E12345678, EA1234567), travel permits (C, W, H, M); no letter or digit may precede. */
const travelDocument =
  /(?:^|[^A-Za-z0-9])((?:[DEGKPS]\d{8}|[DE][A-HJ-NP-Z]\d{7}|[CW][A-Z]?\d{7,8}|[HM]\d{8,10}))(?![A-Za-z0-9])/gi;

export const findAccounts: Recogniser = (folded) => [
  ...findAll(folded, asciiMail, 'e-mail'),
  ...[...findAll(folded, wideMail, 'e-mail')].filter(
    ({ start, end }) => !/^[\x20-\x7e]+$/.test(folded.slice(start, end)),
  ),
  ...findAll(folded, wechat, 'account'),
  ...findAll(folded, qq, 'account'),
  ...[...findAll(folded, otherAccount, 'account')].filter(({ start, end }) => /\d{4}/.test(folded.slice(start, end))),
  ...findAll(folded, plate, 'plate'),
  ...findAll(folded, travelDocument, 'passport'),
];
