// Finds e-mail addresses: plain, internationalised, and disguised to evade filters.
import { findAll, type Recogniser } from './finding.ts';

const plain = /[A-Za-z0-9._%+-]{1,64}\s?@\s?[A-Za-z0-9-]{1,63}(?:\s?[.。]\s?[A-Za-z0-9-]{1,63}){1,4}/g;
/** An internationalised address; the match may include Chinese words before it. */
const internationalAddress = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:[.。][\p{L}\p{N}-]{1,63}){1,4}/gu;
/** 12345678#qq.com, zhangsan(at)example.com, zhangsan艾特example点com */
const disguisedAddress =
  /[a-z0-9._%+-]{1,64}(?:#|\s?@\s?|\s?[([{]\s?(?:at|@)\s?[)\]}]\s?|\sat\s|\s?艾特\s?)[a-z0-9-]{2,63}(?:\s?(?:[.。]|[([{]\s?dot\s?[)\]}]|\bdot\b|点)\s?[a-z]{2,20}){1,3}/gi;

export const findMail: Recogniser = (folded) => [
  ...findAll(folded, plain, 'e-mail'),
  ...findAll(folded, internationalAddress, 'e-mail').filter(
    ({ start, end }) => !/^[\x20-\x7e]+$/.test(folded.slice(start, end)),
  ),
  ...findAll(folded, disguisedAddress, 'e-mail'),
];
