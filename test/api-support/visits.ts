// Access cases for every staff route: path, bodies, and who may use it.
import { type Role, roles } from '../../api/contract/words.ts';

export interface Person {
  name: string;
  role: Role;
  jurisdiction: string;
  unit: string | null;
}

/** Every role in two counties, and a clerk from another unit of the first county. */
export const people: Person[] = [
  ...roles.map((role) => ({ role, jurisdiction: 'guanxian', unit: role === 'unit' ? 'minzhengju' : null })),
  ...roles.map((role) => ({ role, jurisdiction: 'pingyin', unit: role === 'unit' ? 'sifaju' : null })),
  { role: 'unit' as const, jurisdiction: 'guanxian', unit: 'jiaotiju' },
].map((person) => ({ ...person, name: `${person.unit ?? person.role}_${person.jurisdiction}` }));

const everyone = people.map(({ name }) => name);
const handlers = ['desk_guanxian', 'minzhengju_guanxian'];
export const readers = [...handlers, 'reviewer_guanxian', 'auditor_guanxian'];
const exceptAdmins = everyone.filter((name) => !name.startsWith('admin'));
const exporters = everyone.filter((name) => /^(desk|reviewer|auditor)/.test(name));
const auditors = ['auditor_guanxian', 'auditor_pingyin'];
const recorders = ['desk_guanxian', 'minzhengju_guanxian'];

export interface RouteCase {
  /** People whom the route admits; it refuses everyone else. */
  allowed: string[];
  /** The path for a comment that 县民政局 holds or an account in the first county. */
  path: (receiptCode: string, account: string) => string;
  /** Another accepted status, for routes where success would end the session or change the password. */
  expectedStatus?: number;
  /** Bodies to send, one for each role that could use it. Each person sends all of them. */
  bodies?: unknown[];
}

const longReply = '您好，相关信息在县民政局网站公开。';
/** Moves that need the draft of 县民政局. All other moves need only the assigned comment. */
const reviewMoves = new Set(['pass', 'send-back']);
const key = 'a'.repeat(32);

/** Extra fields that no client may set. */
export const forgedFields = {
  role: 'admin',
  jurisdiction: 'guanxian',
  unit: 'minzhengju',
  actor: 'somebody',
  actorRole: 'desk',
  isSample: true,
  state: 'replied',
  at: 0,
  id: 'x',
};

export const routeCases: Record<string, RouteCase> = {
  'GET /api/queue/me': { allowed: everyone, path: () => '/api/queue/me' },
  'GET /api/queue': { allowed: exceptAdmins, path: () => '/api/queue' },
  'GET /api/queue/:receiptCode': { allowed: readers, path: (code) => `/api/queue/${code}` },
  'GET /api/queue/:receiptCode/units': {
    allowed: ['desk_guanxian'],
    path: (code) => `/api/queue/${code}/units`,
  },
  'GET /api/queue/:receiptCode/subjects': {
    allowed: ['desk_guanxian'],
    path: (code) => `/api/queue/${code}/subjects?q=`,
  },
  'GET /api/queue/:receiptCode/duplicates': {
    allowed: ['desk_guanxian'],
    path: (code) => `/api/queue/${code}/duplicates`,
  },
  'GET /api/queue/:receiptCode/attachments/:number{[1-9]}': {
    allowed: [...handlers, 'reviewer_guanxian'],
    path: (code) => `/api/queue/${code}/attachments/1`,
  },
  'GET /api/desk/changes': { allowed: exceptAdmins, path: () => '/api/desk/changes?since=0' },
  'GET /api/desk/choices': { allowed: exceptAdmins, path: () => '/api/desk/choices' },
  'PUT /api/desk/presence/:receiptCode': { allowed: readers, path: (code) => `/api/desk/presence/${code}` },
  'DELETE /api/desk/presence/:receiptCode': { allowed: exceptAdmins, path: (code) => `/api/desk/presence/${code}` },
  'GET /api/desk/views': { allowed: exceptAdmins, path: () => '/api/desk/views' },
  'POST /api/desk/views': {
    allowed: exceptAdmins,
    path: () => '/api/desk/views',
    bodies: [{ name: '本周', filter: { list: 'open' } }],
  },
  'DELETE /api/desk/views/:id': { allowed: exceptAdmins, path: () => '/api/desk/views/1' },
  'POST /api/queue/:receiptCode/moves': {
    allowed: [...handlers, 'reviewer_guanxian'],
    path: (code) => `/api/queue/${code}/moves`,
    bodies: [
      { move: 'release' },
      { move: 'classify', classification: 'simple', reason: '只问时间' },
      { move: 'assign', unit: 'jiaotiju' },
      { move: 'transfer', unit: 'yibaoju', reason: '按职责转办' },
      { move: 'return', reason: '不属于本单位' },
      { move: 'reply', text: longReply },
      { move: 'correct', text: longReply, reason: '更正' },
      { move: 'uphold', reason: '维持' },
      { move: 'urge', reason: '请今天答复' },
      { move: 'decline', ground: 'lawsuit', reason: '请向法院反映' },
      { move: 'advise', text: '本单位没有补充' },
      { move: 'pass' },
      { move: 'send-back', reason: '请补充依据' },
      { move: 'publish' },
      { move: 'unpublish', reason: '撤下' },
    ].map((action) => ({ version: reviewMoves.has(action.move) ? 3 : 2, action })),
  },
  'POST /api/queue/:receiptCode/contact-views': {
    allowed: handlers,
    path: (code) => `/api/queue/${code}/contact-views`,
    bodies: [{ reason: '需要核实地址' }],
  },
  ...Object.fromEntries(
    ['', '/annual.csv', '/months.csv', '/year.xlsx'].map((file): [string, RouteCase] => [
      `GET /api/reports${file}`,
      { allowed: exporters, path: () => `/api/reports${file}` },
    ]),
  ),
  ...Object.fromEntries(
    ['', '.csv'].map((file): [string, RouteCase] => [
      `GET /api/reports/contact-views${file}`,
      { allowed: auditors, path: () => `/api/reports/contact-views${file}` },
    ]),
  ),
  'GET /api/reports/events.csv': { allowed: auditors, path: () => '/api/reports/events.csv?year=2026' },
  'GET /api/commitments': {
    allowed: people.filter(({ role }) => role === 'desk' || role === 'unit').map(({ name }) => name),
    path: () => '/api/commitments',
  },
  'GET /api/commitments/:document/:row': { allowed: recorders, path: () => '/api/commitments/guanxian-2021/17' },
  'POST /api/commitments/:document/:row/records': {
    allowed: recorders,
    path: () => '/api/commitments/guanxian-2021/17/records',
    bodies: [0, 1].map((version) => ({
      version,
      key,
      record: { status: 'in-progress', on: '2026-05-01', text: '正在编制目录', link: '' },
    })),
  },
  'GET /api/status': {
    allowed: everyone.filter((name) => /^(desk|admin)/.test(name)),
    path: () => '/api/status',
  },
  'GET /api/accounts': {
    allowed: everyone.filter((name) => /^(admin|auditor)/.test(name)),
    path: () => '/api/accounts',
  },
  'GET /api/accounts/log': {
    allowed: everyone.filter((name) => /^(admin|auditor)/.test(name)),
    path: () => '/api/accounts/log',
  },
  'POST /api/accounts': {
    allowed: ['admin_guanxian', 'admin_pingyin'],
    path: () => '/api/accounts',
    bodies: [{ username: 'new_one', name: '新人', email: '', role: 'desk', unit: null }],
    expectedStatus: 422, // the second admin gets a taken username
  },
  'POST /api/accounts/:account/changes': {
    allowed: ['admin_guanxian'],
    path: (_, account) => `/api/accounts/${account}/changes`,
    bodies: [
      { change: 'link' },
      { change: 'assign', role: 'reviewer', unit: null },
      { change: 'disable' },
      { change: 'enable' },
    ],
  },
  'GET /api/own-account': { allowed: everyone, path: () => '/api/own-account' },
  'POST /api/own-account/password': {
    allowed: everyone,
    path: () => '/api/own-account/password',
    bodies: [{ current: 'not the one', password: 'short' }],
    expectedStatus: 422,
  },
  'POST /api/own-account/second-factor': {
    allowed: everyone,
    path: () => '/api/own-account/second-factor',
    bodies: [{ password: '' }],
    expectedStatus: 422,
  },
  'POST /api/own-account/second-factor/code': {
    allowed: everyone,
    path: () => '/api/own-account/second-factor/code',
    bodies: [{ code: '000000' }],
    expectedStatus: 422,
  },
  // Last, because it signs the user out.
  'DELETE /api/own-account/sessions': { allowed: everyone, path: () => '/api/own-account/sessions' },
};
