// Updates and checks the change log of content files (content/changes.ts).
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type ChangeLog, changeLogSchema } from '../../content/changes.ts';

export const logFile = 'content/changes.json';
const folder = 'content/documents';

export const readChangeLog = (): ChangeLog => changeLogSchema.parse(JSON.parse(readFileSync(logFile, 'utf8')));

/** Computes the hash of every content file, by document id. */
export function hashContent(): Map<string, string> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(
    files.map((file) => {
      const compact = JSON.stringify(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
      return [file.slice(0, -'.json'.length), createHash('sha256').update(compact).digest('hex')];
    }),
  );
}

/** Updates the log's entries for changed files. @param now ISO, with offset */
export function updateChangeLog(log: ChangeLog, hashes: Map<string, string>, now: string): ChangeLog {
  const entries = [...hashes].map(([id, sha256]) => {
    const known = log[id];
    return [id, known?.sha256 === sha256 ? known : { takenInAt: known?.takenInAt ?? now, changedAt: now, sha256 }];
  });
  return Object.fromEntries(entries);
}

/** Lists documents whose log entry does not match their file. */
export const listUnrecordedChanges = (log: ChangeLog, hashes: Map<string, string>): string[] =>
  [...new Set([...hashes.keys(), ...Object.keys(log)])].filter((id) => log[id]?.sha256 !== hashes.get(id));
