// The gate before password hashing runs one task at a time, queues a few and rejects the rest.
import { describe, expect, it } from 'vitest';
import { createGate, GateFullError } from '../../api/ports/gate.ts';
import { gatedPasswords, isQueueFull } from '../../api/ports/password-hash.ts';
import { occupyPasswordGate } from '../support/password-gate.ts';

/** Tasks that end when the test finishes them, with the maximum number that ran at once. */
function controlledWork() {
  const ends: (() => void)[] = [];
  const started: number[] = [];
  let [running, most] = [0, 0];
  const work = (number: number) => async () => {
    started.push(number);
    running++;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running--;
    return number;
  };
  const finishOne = async () => {
    ends.shift()?.();
    // Starting the next task takes some microtasks; a macrotask runs after all of them.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { work, finishOne, started, most: () => most };
}

describe('a gate', () => {
  it('the gate runs one task at a time, in order of arrival', async () => {
    const gate = createGate({ concurrency: 1, maxWaiting: 5 });
    const { work, finishOne, started, most } = controlledWork();
    const results = Promise.all([1, 2, 3].map((number) => gate(work(number))));
    expect(started).toEqual([1]);
    await finishOne();
    expect(started).toEqual([1, 2]);
    await finishOne();
    await finishOne();
    expect([await results, most()]).toEqual([[1, 2, 3], 1]);
  });

  it('a newcomer to the gate never overtakes the queue', async () => {
    const gate = createGate({ concurrency: 1, maxWaiting: 5 });
    const { work, finishOne, started, most } = controlledWork();
    const first = gate(work(1));
    const second = gate(work(2));
    const third = first.then(() => gate(work(3)));
    for (let times = 0; times < 3; times++) await finishOne();
    await Promise.all([second, third]);
    expect([started, most()]).toEqual([[1, 2, 3], 1]);
  });

  it('the gate runs as many tasks at once as its limit allows', async () => {
    const gate = createGate({ concurrency: 2, maxWaiting: 5 });
    const { work, finishOne, started, most } = controlledWork();
    const results = Promise.all([1, 2, 3].map((number) => gate(work(number))));
    expect(started).toEqual([1, 2]);
    for (let times = 0; times < 3; times++) await finishOne();
    await results;
    expect(most()).toBe(2);
  });

  it('the gate rejects work beyond its queue and accepts work again once there is room', async () => {
    const gate = createGate({ concurrency: 1, maxWaiting: 1 });
    const { work, finishOne } = controlledWork();
    const accepted = [gate(work(1)), gate(work(2))];
    await expect(gate(work(3))).rejects.toBeInstanceOf(GateFullError);
    await finishOne();
    const later = gate(work(4));
    await finishOne();
    await finishOne();
    expect(await Promise.all([...accepted, later])).toEqual([1, 2, 4]);
  });

  it('a failed task frees its place in the gate', async () => {
    const gate = createGate({ concurrency: 1, maxWaiting: 1 });
    const failing = gate(() => Promise.reject(new Error('broken')));
    const next = gate(() => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('broken');
    expect(await next).toBe('done');
  });
});

describe('hashing a password', () => {
  it('password hashing fails as too many requests while the queue is full, and works again afterwards', async () => {
    const occupied = occupyPasswordGate();
    await expect(gatedPasswords.hash('a password')).rejects.toMatchObject({ status: 'TOO_MANY_REQUESTS' });
    await expect(gatedPasswords.verify({ hash: 'a:b', password: 'a password' })).rejects.toSatisfy(isQueueFull);
    await occupied.release();
    const hash = await gatedPasswords.hash('a password');
    expect(await gatedPasswords.verify({ hash, password: 'a password' })).toBe(true);
    expect(await gatedPasswords.verify({ hash, password: 'another one' })).toBe(false);
  });
});
