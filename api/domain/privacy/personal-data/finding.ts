// A recogniser's finding: a range that it proposes to redact.

export type PersonalKind =
  | 'id-number'
  | 'bank-card'
  | 'phone'
  | 'e-mail'
  | 'account'
  | 'plate'
  | 'passport'
  | 'number'
  | 'name'
  | 'address';

export interface PersonalData {
  kind: PersonalKind;
  /** Position in UTF-16 code units, as String.slice counts. */
  start: number;
  end: number;
}

/** Scans folded text and reports every match, including overlapping ones. */
export type Recogniser = (folded: string) => PersonalData[];

/** Reports each match: its first group, which must end the match, or without a group all of it. */
export function findAll(text: string, pattern: RegExp, kind: PersonalKind): PersonalData[] {
  return [...text.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length;
    return { kind, start: end - (match[1] ?? match[0]).length, end };
  });
}

export const personalWords: Record<PersonalKind, string> = {
  'id-number': '身份证号',
  'bank-card': '银行卡号',
  phone: '电话号码',
  'e-mail': '电子邮箱',
  account: 'QQ、微信等账号',
  plate: '车牌号',
  passport: '护照、通行证号',
  number: '较长的号码',
  name: '姓名',
  address: '住址',
};
