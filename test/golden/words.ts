// Text that residents and staff of the golden record write: long and short, with characters that break programs.
import type { Chance } from './chance.ts';

const topics = [
  '养老服务',
  '低保申请',
  '入学报名',
  '医保报销',
  '村口道路',
  '自来水管',
  '征地补偿',
  '公交线路',
  '垃圾清运',
  '农机补贴',
  '𠮷祥小区的暖气',
  '残疾人证',
];
const places = ['我们村', '东关社区', '清水镇', '高铁站附近', '老城区', '梁堂镇', '学校门口', '卫生院'];
const asks = [
  '请问在哪里可以查到相关的信息？',
  '已经反映过两次了，一直没有人管，请尽快答复。',
  '建议把名单和标准张贴在公示栏里，方便大家看。',
  '需要带哪些材料，几天能办好？',
  '听说今年有新政策，是不是真的？',
  '家里老人不会用手机，有没有别的办法？',
  '收费是不是合理，依据是哪份文件？',
];
const oddStrings = [
  '',
  '\n另外，“门口”的灯也不亮——已经一个月。',
  ' <b>急</b> & "请" \'看\' \\ /* 一下 */ -- ;',
  '👨‍👩‍👧 一家三口都在等。',
  'Ａ４纸、１２３４５，Tel: 0635-1234567。',
  '\n\n一、位置：路口向东 50 米；\n二、时间：每天 6:30–8:00。',
  'naïve café ①②③ ㎡ ℃',
];
const findings = [
  '经核实，您反映的情况属实，已经安排人员现场处理。',
  '这项工作按照文件的安排正在推进，预计下个月完成。',
  '相关名单和标准已经在县政府网站的专栏公布。',
  '材料包括身份证、户口本和申请表，窗口当场受理。',
  '经与乡镇核对，这一段道路已经列入今年的计划。',
  '补贴按亩发放，直接打到一卡通上，不收任何费用。',
  '线路调整需要论证，结果会在站牌上提前公告。',
  '医保目录已经更新，可以在医院的窗口直接结算。',
];
const details = [
  '请到政务服务大厅二楼咨询',
  '也可以拨打 12345 转接我局',
  '工作人员会在三天内与您联系',
  '办理时请避开月底的高峰',
  '附近的便民服务站同样可以办',
  '逾期未办的，可以再次留言',
];
const reasons = [
  '属于职责范围以外',
  '按职责分工办理',
  '只问办公时间',
  '情况复杂，需要实地查看',
  '核实地址后再答复',
  '内容含个人信息',
  '明天到期，请今天答复',
  '请把依据写清楚',
  '电话写错了，更正',
];
const names = ['张三', '欧阳小明', '李', '王秀英', '𠮷田'];
const contacts = ['13800001234', '0635-1234567', 'someone@mingbai.example', '+86 139 0000 5678'];

export const writeTitle = (chance: Chance, life: string) =>
  `${chance.pick(places)}${chance.pick(topics)}（${life}）`.slice(0, 50);

export function writeText(chance: Chance, life: string): string {
  const sentences = Array.from(
    { length: chance.whole(1, 4) },
    () => `${chance.pick(places)}的事，${chance.pick(asks)}`,
  );
  return `第 ${life} 件：${sentences.join('')}${chance.pick(oddStrings)}`;
}

export function writeReply(chance: Chance, life: string): string {
  const parts = Array.from({ length: chance.whole(2, 5) }, () => chance.pick(findings));
  return `您好。关于第 ${life} 件，${parts.join('')}\n${chance.pick(details)}。${chance.pick(oddStrings)}`;
}

export const writeReason = (chance: Chance) => `${chance.pick(reasons)}（${chance.whole(1, 999)}）`;
export const writeAdvice = (chance: Chance) => `${chance.pick(details)}，${chance.pick(findings)}`;
export const writeDispute = (chance: Chance) => `没有答到：${chance.pick(asks)}${chance.pick(oddStrings)}`;
export const writeName = (chance: Chance) => chance.pick(names);
export const writeContact = (chance: Chance) => chance.pick(contacts);
