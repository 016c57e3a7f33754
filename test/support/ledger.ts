// A ledger over some days: several interleaved comments, sealed every hour.
import type { LedgerExport, LedgerSeal } from '../../api/contract/ledger.ts';
import { readKnowledge } from '../../api/domain/ledger/knowledge.ts';
import { leafOf, makeSeal, noSeal } from '../../api/domain/ledger/ledger.ts';
import { type EventIdentity, toLedgerEvent } from '../../api/domain/ledger/public-side.ts';
import type { CommentEvent } from '../../api/life/life.ts';
import { calendarVersions, statutory } from '../../content/calendar/index.ts';
import { rules, siteDefault } from '../../content/rules/index.ts';
import { asFirstAnnounced } from './amended-years.ts';

type Step = [minutes: number, comment: number, by: EventIdentity['actorRole'], facts: Record<string, unknown>];

const hash = (character: string) => character.repeat(64);
const received = (kind: string, task: number) => ({
  type: 'received',
  jurisdiction: 'guanxian',
  kind,
  about: `guanxian-2021/tasks/${task}`,
  sample: false,
  text: hash('a'),
});

/** Minutes since 9:00 on 28 January 2020. */
const steps: Step[] = [
  [2, 1, 'resident', received('question', 17)],
  [9, 2, 'resident', received('complaint', 3)],
  [31, 1, 'desk', { type: 'classified', from: 'standard', to: 'simple', reason: '只问办公时间' }],
  [40, 1, 'desk', { type: 'assigned', unit: 'minzhengju' }],
  [70, 3, 'resident', received('help', 30)],
  [75, 2, 'desk', { type: 'assigned', unit: 'yibaoju' }],
  [80, 2, 'unit', { type: 'returned', unit: 'yibaoju', reason: '不属于本单位职责' }],
  [130, 1, 'unit', { type: 'drafted', unit: 'minzhengju', text: hash('b') }],
  [135, 1, 'reviewer', { type: 'reviewed', passed: false, reason: '请写明地址' }],
  [150, 3, 'system', { type: 'recomputed', from: '2020-02-05', to: '2020-02-07', calendar: 2 }],
  [151, 2, 'system', { type: 'recomputed', from: '2020-02-05', to: '2020-02-07', calendar: 2 }],
  [160, 1, 'unit', { type: 'replied', unit: 'minzhengju', text: hash('b'), calendar: 2 }],
  [190, 2, 'desk', { type: 'assigned', unit: 'rensheju' }],
  [200, 2, 'desk', { type: 'transferred', from: 'rensheju', unit: 'jiaotiju', reason: '按职责' }],
  [215, 3, 'desk', { type: 'declined', reason: '正在诉讼', calendar: 2 }],
  [230, 2, 'unit', { type: 'contact-viewed', reason: '核实地址' }],
  [250, 1, 'desk', { type: 'published' }],
  [260, 1, 'resident', { type: 'rated', solved: 5, speed: 4, manner: 5 }],
  [265, 2, 'unit', { type: 'replied', unit: 'jiaotiju', text: hash('c'), calendar: 2 }],
  [300, 2, 'resident', { type: 'disputed', text: hash('e') }],
  [310, 2, 'unit', { type: 'corrected', unit: 'jiaotiju', text: hash('d'), reason: '更正电话' }],
  [320, 1, 'desk', { type: 'unpublished', reason: '含个人信息' }],
  [350, 4, 'resident', received('suggestion', 8)],
  [355, 4, 'resident', { type: 'withdrawn' }],
];

const [version] = calendarVersions;
if (!version) throw new Error('there is no calendar');
/** 2020 as first announced, and with the longer 春节 that came while these comments were open. */
export const calendarFile = {
  versions: [
    { ...version, takenIn: '2019-11-21', years: version.years.map(asFirstAnnounced) },
    { ...version, takenIn: '2020-01-27', version: 2 },
  ],
  statutory,
};
export const knowledge = readKnowledge(calendarFile, { siteDefault, rules });

const morning = Date.parse('2020-01-28T09:00:00+08:00');
const minute = 60_000;

/** An event recorded at `at`, as it would be stored. */
export type Written = { at: number; event: CommentEvent; who: EventIdentity };

export function writeSteps(): Written[] {
  const versions = new Map<number, number>();
  return steps.map(([minutes, comment, by, facts], index) => {
    const version = (versions.get(comment) ?? 0) + 1;
    versions.set(comment, version);
    const at = morning + minutes * minute;
    const actor = by === 'resident' || by === 'system' ? null : `clerk-${by}`;
    const who = {
      receiptCode: `GX200128-0000${comment}`,
      version,
      actorRole: by,
      actor,
      salt: String(index).padStart(32, '0'),
    };
    return { at, event: { ...facts, at } as CommentEvent, who };
  });
}

/** Seals at each full hour the events recorded by then, and exports the ledger. */
export async function sealHourly(written: Written[]): Promise<LedgerExport> {
  const events = await Promise.all(
    written.map(async ({ event, who }, index) => ({ position: index + 1, ...(await toLedgerEvent(event, who)) })),
  );
  const seals: LedgerSeal[] = [];
  let sealed = 0;
  for (let hour = 1; sealed < events.length; hour++) {
    const now = morning + hour * 60 * minute;
    const until = written.findIndex(({ at }, index) => index >= sealed && at >= now);
    const leaves = events.slice(sealed, until === -1 ? undefined : until).map(({ leaf }) => leaf);
    if (leaves.length === 0) continue;
    seals.push(await makeSeal(seals.at(-1) ?? null, leaves, now));
    sealed += leaves.length;
  }
  return { format: 'mingbai-ledger-1', head: seals.at(-1)?.hash ?? '', seals, events };
}

/** Recomputes leaves, seals and head, as someone with the whole file could. */
export async function recomputeHashes(forged: LedgerExport): Promise<LedgerExport> {
  const events = await Promise.all(
    forged.events.map(async (event, index) => ({ ...event, position: index + 1, leaf: await leafOf(event) })),
  );
  const seals: LedgerSeal[] = [];
  for (const { first, last, at } of forged.seals) {
    const leaves = events.slice(first - 1, last).map(({ leaf }) => leaf);
    seals.push(await makeSeal(seals.at(-1) ?? null, leaves, Date.parse(at)));
  }
  return { ...forged, events, seals, head: seals.at(-1)?.hash ?? noSeal };
}
