// The ledger for export: sealed up to a moment ago, in blocks of events. A full block never changes, because events are only
// added: it is made once, under the hash of the seal that covers it, and kept. Only the last, partial block is made anew.
import { byteOrderMark, csvLine } from '../contract/csv.ts';
import type { LedgerEvent, LedgerSeal } from '../contract/ledger.ts';
import { findLastSeal, listLedgerEvents, listSeals } from '../db/ledger.ts';
import type { Block } from '../domain/files/gzip-blocks.ts';
import { noSeal } from '../domain/ledger/ledger.ts';
import { csvHead, firstColumns, laterColumns } from '../domain/ledger/ledger-columns.ts';
import type { Deps } from '../ports/deps.ts';
import { keepBlock, pressText, shareBlock } from './kept-blocks.ts';
import { sealEvents } from './seals.ts';

const batchSize = 500;
/** Events per block; the partial block at the end costs a reader a twentieth of a second at most. */
export const blockSize = 2000;

function toCsvLine({ facts, ...event }: LedgerEvent): string {
  const { position, receiptCode, version, type, at, by, sealed, leaf } = event;
  const valuesOf = (columns: readonly string[]) => columns.map((name) => facts[name]);
  const fixed = [position, receiptCode, version, type, at, by, ...valuesOf(firstColumns), sealed, leaf];
  return csvLine([...fixed, ...valuesOf(laterColumns)]);
}

interface Format {
  /** Names the kept blocks; another name with each change of what they contain. */
  kept: string;
  head(seals: LedgerSeal[]): string;
  /** @param isFirst true for the first event of the ledger */
  event(event: LedgerEvent, isFirst: boolean): string;
  end: string;
}

export const ledgerFormats = {
  json: {
    kept: 'json',
    head: (seals) => {
      const head = { format: 'mingbai-ledger-1', head: seals.at(-1)?.hash ?? noSeal, seals };
      return `${JSON.stringify(head).slice(0, -1)},"events":[`;
    },
    event: (event, isFirst) => `${isFirst ? '\n' : ',\n'}${JSON.stringify(event)}`,
    end: ']}\n',
  },
  csv: {
    kept: `csv-${csvHead.length}`,
    head: () => byteOrderMark + csvLine(csvHead),
    event: toCsvLine,
    end: '',
  },
} as const satisfies Record<string, Format>;

export type LedgerFormat = keyof typeof ledgerFormats;

/**
 * Seals what is new, so that residents can verify a comment that they have just sent. Nobody can fill the ledger with seals:
 * each covers at least one event.
 *
 * @returns the hash of the last seal, which names all that is sealed
 */
export async function sealedHead(deps: Deps): Promise<string> {
  await sealEvents(deps);
  return (await findLastSeal(deps.database))?.hash ?? noSeal;
}

async function writeEvents(deps: Deps, name: LedgerFormat, from: number, upTo: number): Promise<string> {
  const lines: string[] = [];
  for (let after = from; after < upTo; after += batchSize) {
    const events = await listLedgerEvents(deps.database, after, Math.min(after + batchSize, upTo), batchSize);
    lines.push(
      ...events.map((event, index) => ledgerFormats[name].event(event, from === 0 && after === from && index === 0)),
    );
  }
  return lines.join('');
}

const sealColumns = ['number', 'previous', 'first', 'last', 'root', 'at', 'hash'] as const;

/** All seals as a table, which ledger.csv has no room for. @param head hash of the seal to end with */
export async function writeSeals(deps: Deps, head: string): Promise<string> {
  const all = await listSeals(deps.database);
  const seals = all.slice(0, all.findIndex(({ hash }) => hash === head) + 1);
  return [
    byteOrderMark + csvLine(sealColumns),
    ...seals.map((seal) => csvLine(sealColumns.map((name) => seal[name]))),
  ].join('');
}

/**
 * The whole ledger, block by block; each is made or read when the one before it has been taken.
 *
 * @param head hash of the seal to end with
 */
export async function* readLedger(deps: Deps, name: LedgerFormat, head: string): AsyncGenerator<Block> {
  const all = await listSeals(deps.database);
  const seals = all.slice(0, all.findIndex(({ hash }) => hash === head) + 1);
  const sealedThrough = seals.at(-1)?.last ?? 0;
  yield pressText(ledgerFormats[name].head(seals));
  for (let from = 0; from < sealedThrough; from += blockSize) {
    const upTo = Math.min(from + blockSize, sealedThrough);
    const write = async () => ({ text: await writeEvents(deps, name, from, upTo) });
    // The seal's hash commits to every event up to its last: another record under the same roof has other keys.
    const hash = seals.find(({ last }) => last >= upTo)?.hash.slice(0, 32) ?? '';
    const key = `ledger/${ledgerFormats[name].kept}/${from}-${hash}`;
    const { block } = await (upTo - from === blockSize ? keepBlock(deps, key, write) : shareBlock(deps, key, write));
    yield block;
  }
  yield pressText(ledgerFormats[name].end);
}
