// The schema in code, drizzle-kit's snapshots and the executed migrations must agree.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as arrivalSchema from '../../api/db/arrival-schema.ts';
import * as authSchema from '../../api/db/auth-schema.ts';
import * as deskSchema from '../../api/db/desk-schema.ts';
import * as jobSchema from '../../api/db/job-schema.ts';
import * as judgingSchema from '../../api/db/judging-schema.ts';
import * as reminderSchema from '../../api/db/reminder-schema.ts';
import * as schema from '../../api/db/schema.ts';
import * as witnessSchema from '../../api/db/witness-schema.ts';
import { migrate } from '../../api/homes/node/migrations.ts';
import { openDatabase } from '../../api/homes/node/sqlite-d1.ts';
import { useTestFolder } from '../support/own-folder.ts';

const testFolder = useTestFolder();
const snapshotFolder = 'api/db/migrations/meta';
const readSnapshot = (name: string): unknown => JSON.parse(readFileSync(join(snapshotFolder, name), 'utf8'));
const linkSchema = z.object({ id: z.string(), prevId: z.string() });
const tablesSchema = z.record(z.string(), z.object({ columns: z.looseObject({}), indexes: z.looseObject({}) }));
const snapshots = readdirSync(snapshotFolder)
  .filter((name) => name.endsWith('_snapshot.json'))
  .sort();

type Snapshot = Parameters<typeof generateSQLiteMigration>[0];
const declared = () =>
  generateSQLiteDrizzleJson({
    ...schema,
    ...authSchema,
    ...deskSchema,
    ...reminderSchema,
    ...jobSchema,
    ...arrivalSchema,
    ...judgingSchema,
    ...witnessSchema,
  });

describe('the database migrations', () => {
  it('database migrations form an unbroken chain, so that the next one can be generated', () => {
    const links = snapshots.map((name) => linkSchema.parse(readSnapshot(name)));
    expect(links.slice(1).map(({ prevId }) => prevId)).toEqual(links.slice(0, -1).map(({ id }) => id));
  });

  it('database migrations cover everything that the schema declares', async () => {
    // drizzle-kit writes these files and publishes no schema for them.
    const last = readSnapshot(snapshots.at(-1) ?? '') as Snapshot;
    expect(await generateSQLiteMigration(last, await declared())).toEqual([]);
  });

  it('database migrations create every table, column and index that the schema declares', async () => {
    const path = join(testFolder(), 'record.db');
    const d1 = openDatabase(path, 'normal');
    migrate(d1);
    d1.close();
    const file = new DatabaseSync(path, { readOnly: true });
    const createdNames = file
      .prepare(
        `SELECT m.name || '.' || c.name AS name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'
        UNION SELECT name FROM sqlite_master WHERE type = 'index'`,
      )
      .all()
      .map(({ name }) => name);
    file.close();
    const declaredNames = Object.entries(tablesSchema.parse((await declared()).tables)).flatMap(
      ([table, { columns, indexes }]) => [
        ...Object.keys(columns).map((column) => `${table}.${column}`),
        ...Object.keys(indexes),
      ],
    );
    expect(declaredNames.length).toBeGreaterThan(100);
    expect(createdNames).toEqual(expect.arrayContaining(declaredNames));
  });
});
