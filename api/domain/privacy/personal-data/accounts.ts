// Finds account names of messengers and other services that follow a word such as 微信号.
import { replaceNumerals } from './digits.ts';
import { findAll, type Recogniser } from './finding.ts';

/** Between the word and the account: 号是：, （ID）, 同手机号. */
const link = `\\s?(?:账号|帐号|号码|号|id|群|邮箱)?[\\s:是为=\\-,("“‘'【\\[]{0,4}`;

/** An account as WeChat requires it: letters first. Spaces are allowed; names of devices and sites are excluded. */
const latin =
  '(?!iphone|ipad|android|windows|harmony|https?|www\\.|app\\b)[a-z][a-z0-9_-]{2,19}(?:\\s[a-z0-9_-]{2,19}){0,2}';
const wechatWord =
  '微\\s?信|薇信|威信|徽信|绿泡泡|v信|微x|wechat|weixin|加微|\\bwx|\\bv\\s?x|\\+v|加v|\\bv(?=[\\s:号])';
const wechat = new RegExp(
  `(?:${wechatWord})(?!公众|小程序|支付)(?:同)?(?:手机|电话)?${link}(?:\\p{Script=Han}{1,2})?(${latin}|\\d{5,14})`,
  'giu',
);

const qq =
  /(?:q\s?q|扣扣|抠抠|企鹅|加q|(?:^|[^a-z])q(?=[:号]))(?:账号|号码|号|群|邮箱)?[\s:是为=\-,("“【]{0,4}(\d(?:[\s-]?\d){4,11})/giu;

const services =
  '支付宝|抖音|快手|微博|小红书|钉钉|淘宝|京东|拼多多|b站|telegram|whatsapp|用户名|登录名|登录账号|账号|账户|帐号|昵称';
const other = new RegExp(`(?:${services})${link}([a-z0-9](?:[\\s-]?[a-z0-9_.*]){4,29})`, 'giu');
/** A mention after a platform's name. Elsewhere, @ often addresses an office. */
const mention = /(?:微博|抖音|快手|小红书|b站)[^@\n]{0,4}(@[\p{L}\p{N}_.-]{2,20})/giu;

const nickname =
  /(?:微信|抖音|快手|微博|qq)?(?:昵称|网名|微信名|抖音名|快手名)字?[叫是为:"“(]{1,2}(?!什么|怎么|啥|否)([\p{L}\p{N}_]{2,12})/giu;

/** Excludes short words and years. */
const isAccount = (text: string): boolean => text.length >= 5 && !/^(?:19|20)\d\d(?:[-./\s]|$)/.test(text);

const findAccountsBy = (text: string, pattern: RegExp) =>
  findAll(text, pattern, 'account').filter(({ start, end }) => isAccount(text.slice(start, end)));

export const findAccounts: Recogniser = (folded) => [
  ...findAccountsBy(folded, wechat),
  ...findAccountsBy(replaceNumerals(folded), qq),
  ...findAccountsBy(folded, other),
  ...findAll(folded, mention, 'account'),
  ...findAll(folded, nickname, 'account'),
];
