import { describe, expect, it } from 'vitest';
import type { Subject } from '../../api/contract/subject.ts';
import { findDueTasks } from '../../api/domain/commitments/due-tasks.ts';
import { listUnsetSettings } from '../../content/site-settings.ts';
import { siteSettingsSchema } from '../../content/site-settings-form.ts';
import { hashContent, listUnrecordedChanges, readChangeLog, updateChangeLog } from '../../seeds/import/change-log.ts';
import { splitSentences } from '../../site/lib/read-aloud.ts';

describe('upcoming due dates of tasks', () => {
  const task = (id: string, dueOn: string | null): Subject => ({
    id,
    jurisdiction: 'x',
    kind: 'task',
    title: id,
    document: 'x-2026',
    documentTitle: '',
    year: 2026,
    url: '/',
    units: [],
    dueText: dueOn,
    dueOn,
    later: null,
  });
  const tasks = [task('c', '2026-12-31'), task('a', '2026-11-20'), task('b', '2026-11-19'), task('none', null)];

  it('upcoming due dates count from today and include today', () => {
    const { ahead, last } = findDueTasks(tasks, '2026-11-20');
    expect(ahead.map(({ day }) => day)).toEqual(['2026-11-20', '2026-12-31']);
    expect(last?.tasks.map(({ id }) => id)).toEqual(['b']);
  });

  it('upcoming due dates are empty when every due date has passed or none exists', () => {
    expect(findDueTasks(tasks, '2027-01-01')).toMatchObject({ ahead: [], last: { day: '2026-12-31' } });
    expect(findDueTasks([task('none', null)], '2027-01-01')).toEqual({ ahead: [], last: null });
  });
});

describe('the change log', () => {
  it('the change log records the latest change of every content file', () => {
    expect(listUnrecordedChanges(readChangeLog(), hashContent())).toEqual([]);
  });

  it('the change log updates the change time of a changed file and keeps the time it was added', () => {
    const [then, now] = ['2026-01-01T09:00:00+08:00', '2026-11-21T09:00:00+08:00'];
    const entry = (sha256: string) => ({ takenInAt: then, changedAt: then, sha256 });
    const log = { same: entry('1'), changed: entry('2'), gone: entry('3') };
    const hashes = new Map(Object.entries({ same: '1', changed: '9', added: '4' }));
    expect(listUnrecordedChanges(log, hashes).sort()).toEqual(['added', 'changed', 'gone']);
    expect(updateChangeLog(log, hashes, now)).toEqual({
      same: entry('1'),
      changed: { takenInAt: then, changedAt: now, sha256: '9' },
      added: { takenInAt: now, changedAt: now, sha256: '4' },
    });
  });
});

describe('site settings', () => {
  const filled = {
    name: '明白账',
    siteIdCode: '1234567890',
    officialMark: { text: '党政机关', url: null },
    icpRecord: { text: '备案号', url: 'https://example.com/' },
    policeRecord: null,
    organizer: '某单位',
    contact: '某处',
    errorReport: null,
    privacyContact: '某人',
    securityContact: null,
  };

  it('site settings list the fields still missing', () => {
    expect(listUnsetSettings(siteSettingsSchema.parse(filled))).toEqual([
      'policeRecord',
      'errorReport',
      'securityContact',
    ]);
  });

  it.each(['123', '12345678901', 'bm1234567', 'BM12345678'])(
    'site settings reject %s as a government site code',
    (siteIdCode) => {
      expect(siteSettingsSchema.safeParse({ ...filled, siteIdCode }).success).toBe(false);
    },
  );
});

describe('reading aloud', () => {
  it('reading aloud splits a text into sentences and skips white space', () => {
    expect(splitSentences('第一句。第二句；\n\n第三句没有句号\n 最后！')).toEqual([
      '第一句。',
      '第二句；',
      '第三句没有句号',
      '最后！',
    ]);
  });
});
