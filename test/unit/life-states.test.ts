import { readdirSync, readFileSync } from 'node:fs';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { stateSchema } from '../../api/contract/words.ts';
import { isDisputed } from '../../api/db/queue-plan.ts';
import { disputedStates, endsUnanswered, isOpen, reviewStates, states, triageStates } from '../../api/life/states.ts';

const folder = 'api/db/migrations';
const migrations = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
  .join('\n');
const conditions = [...migrations.matchAll(/CREATE INDEX `comments_\w+` ON `comments` .*? WHERE (.*?);/gu)].map(
  ([, condition = '']) => condition,
);

describe('the table of states', () => {
  it('the database’s partial indexes cover the states that the table names', () => {
    const byState = new Set(conditions.filter((condition) => /\bstate\b/u.test(condition)));
    expect([...byState]).toEqual([disputedStates.map((state) => `state = '${state}'`).join(' OR ')]);
    const { sql, params } = new SQLiteSyncDialect().sqlToQuery(isDisputed);
    expect([sql.replaceAll('"comments".', '').replaceAll('"', ''), params]).toEqual([`(${[...byState].join()})`, []]);
  });

  it('the queue’s lists select the same states as before', () => {
    expect(triageStates).toEqual(['returned', 'received']);
    expect(reviewStates).toEqual(['in-review']);
    expect(disputedStates).toEqual(['disputed']);
    expect(stateSchema.options.filter(isOpen)).toEqual(['received', 'assigned', 'returned', 'in-review']);
    expect(stateSchema.options.filter(endsUnanswered)).toEqual(['declined', 'withdrawn']);
  });

  it('every state with a running clock names who must act, and every triage state has a distinct place in the list', () => {
    for (const [state, { stoppedBy, waitsFor, triagePlace }] of Object.entries(states)) {
      expect([state, stoppedBy === null && waitsFor === null]).toEqual([state, false]);
      expect([state, triagePlace !== null]).toEqual([state, waitsFor === 'triage']);
    }
    const places = triageStates.map((state) => states[state].triagePlace);
    expect(new Set(places).size).toBe(places.length);
  });
});
