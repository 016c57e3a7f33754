import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { facts, recordedResidentMoves, residentMoves, staffMoves } from '../../api/life/life.ts';
import { moveNameSchema, moveSchema, residentMoveSchema } from '../../api/life/requests.ts';

const folders = ['desk', 'unit', 'review', 'resident', 'system'];
const modules = await Promise.all(
  folders.flatMap((folder) =>
    readdirSync(`api/life/${folder}`).map(
      async (file): Promise<[string, object]> => [
        `${folder}/${file}`,
        await import(/* @vite-ignore */ `../../api/life/${folder}/${file}`),
      ],
    ),
  ),
);

const moves = [...Object.values(staffMoves), ...Object.values(residentMoves)];
const recorded = [...Object.values(staffMoves), ...Object.values(recordedResidentMoves)];

describe('the registry of facts and moves', () => {
  it('the registry lists every fact and move that api/life defines', () => {
    const registered = new Set<unknown>([...Object.values(facts), ...moves]);
    const defined = modules.flatMap(([file, exported]) =>
      Object.entries(exported)
        .filter(([, value]) => typeof value === 'object' && value !== null && 'name' in value)
        .map(([name, value]): [string, unknown] => [`${file} ${name}`, value]),
    );
    expect(defined.filter(([, value]) => !registered.has(value)).map(([where]) => where)).toEqual([]);
    expect(defined.length).toBe(registered.size);
  });

  it('the registry stores each fact under its name and has no duplicate move names', () => {
    for (const [name, fact] of Object.entries(facts))
      expect([name, fact.schema.shape.type.value]).toEqual([name, name]);
    expect(new Set(moves.map(({ name }) => name)).size).toBe(moves.length);
  });

  it('every fact is recorded by a move or by a known part of the application', () => {
    const made = new Set<string>(recorded.flatMap(({ makes }) => makes.map(({ name }) => name)));
    const madeByNoMove = Object.keys(facts).filter((name) => !made.has(name));
    // Facts recorded by intake, a calendar change, a contact view, screening, closing, and upkeep of old records.
    expect(madeByNoMove).toEqual(['received', 'recomputed', 'contact-viewed', 'held', 'judged', 'bound']);
  });

  it('the API accepts a request for each registered move and no other', () => {
    const names = (schema: { options: readonly { shape: { move: { value: string } } }[] }) =>
      schema.options.map(({ shape }) => shape.move.value);
    expect(names(moveSchema)).toEqual(Object.keys(staffMoves));
    expect(moveNameSchema.options).toEqual(Object.keys(staffMoves));
    expect(names(residentMoveSchema)).toEqual(Object.keys(recordedResidentMoves));
    expect(moveSchema.safeParse({ move: 'rate', solved: 5, speed: 5, manner: 5 }).success).toBe(false);
    expect(residentMoveSchema.safeParse({ move: 'release' }).error?.issues[0]?.message).toBe('请选择要办的事');
  });

  it('every move has a form field for each of its inputs', () => {
    for (const { name, input, form } of recorded) {
      expect([name, Object.keys(form.fields).sort()]).toEqual([name, Object.keys(input).sort()]);
    }
  });

  it('residents see every fact except a view of their contact details and the records of verdicts', () => {
    const untold = Object.values(facts).filter(({ words }) => words.resident === null);
    expect(untold.map(({ name }) => name)).toEqual(['contact-viewed', 'judged', 'bound']);
  });
});
