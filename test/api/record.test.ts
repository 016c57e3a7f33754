import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { assignToCivilAffairs, openTestOffice, reply } from '../api-support/office.ts';

describe('the record', () => {
  it('the record cannot be changed or deleted, even by the application', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    await (await office.signIn('desk')).move(receiptCode, assignToCivilAffairs);
    await (await office.signIn('minzheng')).move(receiptCode, reply);
    for (const statement of [
      'UPDATE events SET at = 0',
      'DELETE FROM events',
      "UPDATE replies SET text = ''",
      'DELETE FROM replies',
      'UPDATE comments SET received_at = 0',
      'UPDATE comments SET may_be_published = 1',
      "UPDATE comments SET tracking_hash = ''",
      "UPDATE comments SET likeness = ''",
      "UPDATE comments SET proof = 'x'",
      'INSERT OR REPLACE INTO events SELECT position, receipt_code, version, type, 4e12, actor_role, actor, data, salt, leaf FROM events',
      "INSERT INTO events SELECT 99, receipt_code, 99, 'replied', 4e12, 'unit', NULL, '{}', '', '' FROM comments",
      "INSERT OR REPLACE INTO events SELECT position, receipt_code, version + 1, 'replied', 4e12, 'unit', NULL, '{}', '', '' FROM events WHERE version = (SELECT max(version) FROM events)",
      "INSERT OR REPLACE INTO replies SELECT receipt_code, version, 'another' FROM replies",
      "INSERT INTO replies SELECT receipt_code, 99, 'another' FROM comments",
      'INSERT OR REPLACE INTO comments SELECT * FROM comments',
      "UPDATE comments SET text = ''",
      'DELETE FROM comments',
    ]) {
      await expect(env.DB.prepare(statement).run(), statement).rejects.toThrow(/append-only|never|once/);
    }
  });

  it('the record agrees with the columns that the queue shows', async () => {
    const office = await openTestOffice();
    const { receiptCode } = await office.sendComment();
    const desk = await office.signIn('desk');
    await desk.move(receiptCode, assignToCivilAffairs);
    await (await office.signIn('minzheng')).move(receiptCode, reply);
    await desk.move(receiptCode, { move: 'publish' });
    const row = await env.DB.prepare(
      'SELECT state, unit, closed_at, is_published, version FROM comments WHERE receipt_code = ?',
    )
      .bind(receiptCode)
      .first();
    expect(row).toEqual({
      state: 'replied',
      unit: 'minzhengju',
      closed_at: office.clock.now,
      is_published: 1,
      version: 5, // with the verdict
    });
    expect((await desk.readCase(receiptCode)).state).toBe('replied');
  });
});
