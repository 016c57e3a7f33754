// An office over five years: its releases, its crashes, and what everybody can download.
import type { LedgerExport } from '../../api/contract/ledger.ts';
import { readKnowledge } from '../../api/domain/ledger/knowledge.ts';
import { deskOf, type Place, signInWith, writeAccounts } from '../golden/accounts.ts';
import { checkLedger, openGolden } from '../golden/application.ts';
import type { CalendarFile, RulesFile } from '../support/independent-calendar.ts';
import { Crash } from './crash.ts';
import { makeRelease } from './release.ts';

const slot = '<template data-part="figures"></template>';

interface ArrivalCount {
  day: string;
  hour: number | null;
  received: number;
  senders: number | null;
  busiestMinute: number;
}

export type YearsOffice = ReturnType<typeof openYearsOffice>;

export function openYearsOffice(data: string) {
  const crash = new Crash();
  let release = makeRelease(1, 0);
  const golden = openGolden(
    { data, calendars: 1, rules: 0 },
    {
      makeParts(calendars, now) {
        release = makeRelease(calendars, now);
        return release.parts;
      },
      site: {
        serve: async (request) => Response.json(await release.readFile(new URL(request.url).pathname)),
        page: async (path) => (path.startsWith('/figures/') ? slot : null),
      },
      through: (database) => crash.through(database),
    },
  );
  writeAccounts(golden);
  const cookieOf = signInWith(golden);
  let calendars = 1;

  async function download(path: string, place?: Place): Promise<string> {
    const headers = place ? { cookie: await cookieOf(deskOf(place)) } : {};
    const response = await golden.request(path, { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.text();
  }
  const read = async <Content>(path: string): Promise<Content> => JSON.parse(await download(path));

  return {
    ...golden,
    crash,
    download,
    read,
    /** A new process: of another release, or of the same. */
    deploy(versions = calendars) {
      calendars = versions;
      golden.takeInCalendar(versions);
    },
    /** All that the independent count needs, as served. */
    async readFiles() {
      const [ledger, calendar, rules] = await Promise.all([
        read<LedgerExport>('/data/ledger.json'),
        read<CalendarFile>('/data/calendar.json'),
        read<RulesFile>('/data/rules.json'),
      ]);
      return { ledger, calendar, rules };
    },
    async readCountedDays(place: Place, year: number) {
      const { arrivals } = await read<{ arrivals: ArrivalCount[] }>(`/data/arrivals.json?place=${place}&year=${year}`);
      return arrivals;
    },
    /** What the verifier finds, with the published rules and calendars. */
    async verify() {
      const text = await download('/data/ledger.json');
      const { calendar, rules } = await this.readFiles();
      const check = await checkLedger(text, null, { knowledge: readKnowledge(calendar, rules) });
      return check?.findings ?? ['not a ledger'];
    },
  };
}
