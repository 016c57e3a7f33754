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
  it('names whatever a file of api/life defines', () => {
    const registered = new Set<unknown>([...Object.values(facts), ...moves]);
    const defined = modules.flatMap(([file, exported]) =>
      Object.entries(exported)
        .filter(([, value]) => typeof value === 'object' && value !== null && 'name' in value)
        .map(([name, value]): [string, unknown] => [`${file} ${name}`, value]),
    );
    expect(defined.filter(([, value]) => !registered.has(value)).map(([where]) => where)).toEqual([]);
    expect(defined.length).toBe(registered.size);
  });

  it('stores each fact under its own name, of which there is one', () => {
    for (const [name, fact] of Object.entries(facts))
      expect([name, fact.schema.shape.type.value]).toEqual([name, name]);
    expect(new Set(moves.map(({ name }) => name)).size).toBe(moves.length);
  });

  it('has for each fact a move that makes it, or a part of the application that does', () => {
    const made = new Set<string>(recorded.flatMap(({ makes }) => makes.map(({ name }) => name)));
    const madeByNoMove = Object.keys(facts).filter((name) => !made.has(name));
    // Intake, the screening of what comes in, a new calendar, and a look at the contact.
    expect(madeByNoMove).toEqual(['received', 'recomputed', 'contact-viewed', 'held']);
  });

  it('takes a request for each move, and no other', () => {
    const names = (schema: { options: readonly { shape: { move: { value: string } } }[] }) =>
      schema.options.map(({ shape }) => shape.move.value);
    expect(names(moveSchema)).toEqual(Object.keys(staffMoves));
    expect(moveNameSchema.options).toEqual(Object.keys(staffMoves));
    expect(names(residentMoveSchema)).toEqual(Object.keys(recordedResidentMoves));
    expect(moveSchema.safeParse({ move: 'rate', solved: 5, speed: 5, manner: 5 }).success).toBe(false);
    expect(residentMoveSchema.safeParse({ move: 'release' }).error?.issues[0]?.message).toBe('请选择要办的事');
  });

  it('shows a form field for each input, in the words of the move', () => {
    for (const { name, input, form } of recorded) {
      expect([name, Object.keys(form.fields).sort()]).toEqual([name, Object.keys(input).sort()]);
    }
  });

  it('tells everybody of what happened but the resident of a look at the contact', () => {
    const untold = Object.values(facts).filter(({ words }) => words.resident === null);
    expect(untold.map(({ name }) => name)).toEqual(['contact-viewed']);
  });
});
