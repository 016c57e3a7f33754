// Windows of working days that the documents and the law set, each with its clause; one engine counts them all.
import { type NamedWindow, namedWindowSchema } from '../schema.ts';

const replyClause =
  '通过网上咨询、网站留言等收到的意见建议和问题咨询，答复期限不得超过5个工作日，简单问题要在1个工作日内完成答复。';
const enforcementClause =
  '行政执法机关要在执法决定作出之日起20个工作日内，向社会公布执法机关、执法对象、执法类别、执法结论等信息；行政许可、行政处罚的执法决定信息要在执法决定作出之日起7个工作日内公开。';

const list: NamedWindow[] = [
  {
    id: 'standard',
    name: '答复网上留言（一般问题）',
    workingDays: 5,
    source: '冠政办发〔2021〕9号，二（二）',
    clause: replyClause,
    url: '/documents/guanxian-2021/points/2-2/',
  },
  {
    id: 'simple',
    name: '答复网上留言（简单问题）',
    workingDays: 1,
    source: '冠政办发〔2021〕9号，二（二）',
    clause: replyClause,
    url: '/documents/guanxian-2021/points/2-2/',
  },
  {
    id: 'opinions',
    name: '公布意见采纳情况（决策文件出台后）',
    workingDays: 10,
    source: '冠政办发〔2021〕9号，三（二）',
    clause: '并在决策文件出台后的10个工作日内，向社会公开前期意见的收集、采纳情况以及较为集中意见不予采纳的原因。',
    url: '/documents/guanxian-2021/points/3-2/',
  },
  {
    id: 'information',
    name: '答复政府信息公开申请',
    workingDays: 20,
    source: '《中华人民共和国政府信息公开条例》第三十三条',
    clause: '行政机关不能当场答复的，应当自收到申请之日起20个工作日内予以答复',
    url: null,
  },
  {
    id: 'enforcement',
    name: '公布行政执法结果',
    workingDays: 20,
    source: '台前县2021年责任分工，一（九）',
    clause: enforcementClause,
    url: '/documents/taiqian-2021/tasks/14/',
  },
  {
    id: 'licensing',
    name: '公开行政许可、行政处罚决定',
    workingDays: 7,
    source: '台前县2021年责任分工，一（九）',
    clause: enforcementClause,
    url: '/documents/taiqian-2021/tasks/14/',
  },
];

export const namedWindows: NamedWindow[] = list.map((window) => namedWindowSchema.parse(window));
