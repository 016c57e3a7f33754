// Characters typical of given names. A surname followed by two of them is a name in any context.

const characters =
  '秀英桂兰玉芬芳梅凤霞红艳丽娜敏静燕华珍贞莉娟萍香莺媛翠雅芝琴云莲真环雪荣爱妹娥珠芸菊菲颖蓉薇婷婉娇娅娴婵嫣妮妞姗姣婧倩莹蕾璐瑶瑜瑞琳琪琦琼璇璟' +
  '建国军伟强刚勇毅俊峰磊涛超杰辉鹏波宁彬贵福禄寿喜财旺才德仁义礼智信忠孝兴盛昌茂森川海洋涵宇轩泽浩博梓欣怡雨晨诗梦佳思馨心彤柱栓栋梁铁锁钢铜银锋斌斐兵振东西南北春夏秋冬' +
  '小大老二三多宝子虎豹龙狗蛋牛羊马花草石头木林树根苗有金长河江山巧清洁志远向前进步永胜利庆丰立成维保卫星光明亮晓旭阳晖晴岚月朋鸿飞翔腾云霄鹤鸣俭勤学文武斌才良善正直公平安康健乐' +
  '绍绪继承祖宗耀嗣延传家景清廷守诚笃厚宽温恒信广发连运祥吉瑞顺全满囤仓田稳存锡培培坤乾震雷霆鼎鑫淼焱垚桐楠柏松竹枫杨柳桃杏梨荷菱茜茹萌萱蓓蔓薇芊芷若子轩紫沐沛沁润泉淑慧惠贤娣妍姝妤婕' +
  '然冉然可儿果诺一依伊艺逸奕烨煜炜炎昊昕昱晟晗晏曦曼朗琛珂珊珏珺玲玮凯恺恩悦悠怀慈懿彦彪彬启君哲嘉园圆凝冰凌寒世民生新月来壮青成达勤勋勉功劳苏竹枝叶洲滨溪湘沂淮泰岱峻岭岩崇高尚义士侠凯旋捷迅敬亲爱惜珠宝玺玖珩琰璞瑾瑛璋佩仪态莲荔芹苓蕊蓝菡菁苑芮茵荃荟莎蕴朵粉彩绣锦绫绢丝纹织纺春晓夏暑秋霜冬腊双全喜庆欢乐笑歌唱颂扬誉望晟昭景晔晚月朔望辰星宿魁超群卓越凡俊逸秉钧衡尧舜禹汤印丙丁甲乙';

const givenCharacters = new Set(characters);

/** 老三, 小四, 大壮 */
const byAge = /^[老小大][一二三四五六七八九幺大小]$/u;

/** @param given one or two characters */
export const isGivenName = (given: string): boolean =>
  /氏$/u.test(given) ||
  (given.length === 2 && (byAge.test(given) || [...given].every((char) => givenCharacters.has(char))));

export const hasGivenCharacter = (given: string): boolean => [...given].some((char) => givenCharacters.has(char));
