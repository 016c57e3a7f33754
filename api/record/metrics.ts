// Metrics for monitoring. Each is a query by index over at most this month, so that frequent scrapes stay cheap.
import { stateSchema } from '../contract/words.ts';
import { listJobs } from '../db/jobs.ts';
import { listSealTimes } from '../db/ledger.ts';
import { listMissingMigrations } from '../db/migrations.ts';
import { countDeliveries, countRecord, type RecordCounts } from '../db/status.ts';
import { dayInShanghai, startOfDay } from '../domain/clock/calendar.ts';
import { splitByUrgency } from '../domain/clock/clock.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Deps } from '../ports/deps.ts';
import { readMissingYear } from './figures.ts';
import { readUntoldTime } from './stamp.ts';

type Place = { jurisdiction: string; counts: RecordCounts & { undecided: number } };

/** Builds a metric with one sample per jurisdiction. */
const ofPlaces = (
  places: Place[],
  [name, type, help]: [string, Metric['type'], string],
  value: (counts: Place['counts']) => number,
): Metric => ({
  name: `mingbai_${name}`,
  type,
  help,
  samples: places.map(({ jurisdiction, counts }) => ({ labels: { jurisdiction }, value: value(counts) })),
});

const thisMonth = 'since the start of the month in Shanghai, when the counter resets';

function describePlaces(places: Place[]): Metric[] {
  return [
    ofPlaces(places, ['comments_received_total', 'counter', `Comments received ${thisMonth}.`], (of) => of.received),
    ofPlaces(places, ['windows_met_total', 'counter', `Reply windows met ${thisMonth}.`], (of) => of.met),
    ofPlaces(places, ['windows_missed_total', 'counter', `Reply windows missed ${thisMonth}.`], (of) => of.missed),
    {
      name: 'mingbai_comments_open',
      type: 'gauge',
      help: 'Open comments, by state.',
      samples: places.flatMap(({ jurisdiction, counts }) =>
        stateSchema.options.flatMap((state) => {
          const value = counts.open[state];
          return value === undefined ? [] : [{ labels: { jurisdiction, state }, value }];
        }),
      ),
    },
    ofPlaces(places, ['comments_overdue', 'gauge', 'Open comments past their due date.'], (of) => of.overdue),
    ofPlaces(
      places,
      ['windows_undecided', 'gauge', 'Windows that end in a year that has begun without its calendar.'],
      (of) => of.undecided,
    ),
    ofPlaces(places, ['comments_held', 'gauge', 'Open comments held for review.'], (of) => of.held),
    ofPlaces(places, ['comments_disputed', 'gauge', 'Comments with a disputed reply.'], (of) => of.disputed),
  ];
}

/** Describes deliveries and jobs, labelled by office if the home has several. */
async function describeSending(deps: Deps): Promise<Metric[]> {
  const offices = await Promise.all(
    deps.offices().map(async ({ id, database }, _, { length }) => ({
      label: length > 1 ? { office: id } : {},
      sending: await countDeliveries(database),
      jobs: await listJobs(database),
    })),
  );
  const ofStates = (name: 'notes' | 'reminders', help: string): Metric => ({
    name: `mingbai_${name}`,
    type: 'gauge',
    help,
    samples: offices.flatMap(({ label, sending }) =>
      (['waiting', 'failed'] as const).map((state) => ({
        labels: { ...label, state },
        value: sending[name][state],
      })),
    ),
  });
  const ofJobs = (what: 'success' | 'failure', of: 'succeededAt' | 'failedAt'): Metric => ({
    name: `mingbai_job_last_${what}_timestamp_seconds`,
    type: 'gauge',
    help: `Time of each job's last ${what}.`,
    samples: offices.flatMap(({ label, jobs }) =>
      jobs.flatMap((job) => {
        const at = job[of];
        return at === null ? [] : [{ labels: { ...label, job: job.name }, value: at / 1000 }];
      }),
    ),
  });
  return [
    ofStates('notes', 'Notes that wait to be sent, and notes that failed.'),
    ofStates('reminders', 'Reminders that wait to be sent, and reminders that failed.'),
    ofJobs('success', 'succeededAt'),
    ofJobs('failure', 'failedAt'),
  ];
}

/** Describes what proves the time, labelled by office if the home has several. */
async function describeTime(deps: Deps): Promise<Metric[]> {
  const offices = await Promise.all(
    deps.offices().map(async (office, _, { length }) => ({
      labels: length > 1 ? { office: office.id } : {},
      untold: await readUntoldTime(office),
      sealed: (await listSealTimes(office.database, 1))[0],
    })),
  );
  return [
    {
      name: 'mingbai_clock_untold_seconds',
      type: 'gauge',
      help: 'How far the system clock is from the record while nothing is recorded because of it; otherwise 0.',
      samples: offices.map(({ labels, untold }) => ({ labels, value: untold / 1000 })),
    },
    {
      name: 'mingbai_last_seal_timestamp_seconds',
      type: 'gauge',
      help: 'Time of the newest seal of the ledger.',
      samples: offices.flatMap(({ labels, sealed }) => (sealed ? [{ labels, value: sealed / 1000 }] : [])),
    },
  ];
}

export async function readMetrics(deps: Deps): Promise<Metric[]> {
  const now = deps.now();
  const { current } = deps.calendars;
  const moment = {
    since: startOfDay(`${dayInShanghai(now).slice(0, 7)}-01`),
    overdueUntil: splitByUrgency(current, now).overdueUntil,
    judgedUntil: startOfDay(`${current.announcedThrough + 1}-01-01`),
  };
  const { jurisdictions, version } = await deps.site.index();
  const places: Place[] = [];
  for (const { id } of jurisdictions) {
    const counts = await countRecord(deps.officeOf(id).database, id, moment);
    const missing = await readMissingYear(deps, id);
    const undecided = missing?.undecided.reduce((sum, { count }) => sum + count, 0) ?? 0;
    places.push({ jurisdiction: id, counts: { ...counts, undecided } });
  }
  const missing = (await Promise.all(deps.offices().map(({ database }) => listMissingMigrations(database)))).flat();
  return [
    {
      name: 'mingbai_info',
      type: 'gauge',
      help: 'The running version.',
      samples: [{ labels: { version }, value: 1 }],
    },
    {
      name: 'mingbai_migrations_missing',
      type: 'gauge',
      help: 'Number of migrations missing from the databases.',
      samples: [{ labels: {}, value: missing.length }],
    },
    {
      name: 'mingbai_clock_deviation_seconds',
      type: 'gauge',
      help: 'How far the refused system clock is ahead of the record; 0 if the record follows it.',
      samples: [{ labels: {}, value: deps.clockDeviation() / 1000 }],
    },
    ...(await describeTime(deps)),
    ...describePlaces(places),
    ...(await describeSending(deps)),
  ];
}
