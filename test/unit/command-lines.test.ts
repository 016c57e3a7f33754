// Every command prints its usage and answers bad input with one line instead of a stack trace.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { useTestFolder } from '../support/own-folder.ts';

const testFolder = useTestFolder();

async function run(command: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' });
  child.stdin.end();
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { status: Number(status), stdout, stderr };
}

const recordCommands = ['backup', 'restore', 'export', 'import'].map((name) => `api/homes/keep/${name}-cli.ts`);
const local = ['admin', 'calendar', 'deadline', 'deploy', 'start', 'verify-ledger'].map(
  (name) => `api/homes/local/${name}.ts`,
);
const seeds = ['cli', 'changes-cli', 'verify-cli'].map((name) => `seeds/import/${name}.ts`);

describe('a command line', { timeout: 180_000 }, () => {
  it.each([...recordCommands, ...local, ...seeds, 'api/homes/node/serve.ts'])(
    '%s rejects an unknown option and prints its usage',
    async (command) => {
      const { status, stdout, stderr } = await run(command, ['--wat']);
      const [line, empty, ...usage] = stderr.split('\n');
      // Exit code 1 of verify-ledger means findings, as a script reads it.
      const wrongUse = command.endsWith('local/verify-ledger.ts') ? 2 : 1;
      expect([status, stdout, line, empty]).toEqual([wrongUse, '', expect.stringContaining("'--wat'"), '']);
      expect(usage.join('\n')).toMatch(/^(Usage: |用法：)/u);
    },
  );

  it.each(['api/homes/keep/backup-cli.ts', 'seeds/import/cli.ts'])('%s prints its usage on --help', async (command) => {
    const [asked, wrong] = [await run(command, ['--help']), await run(command, ['--wat'])];
    expect(asked).toEqual({ status: 0, stdout: wrong.stderr.split('\n').slice(2).join('\n'), stderr: '' });
  });
});

describe('a command with unusable input', { timeout: 180_000 }, () => {
  const key = { BACKUP_KEY: '07'.repeat(32) };
  const refusal = async (name: string, args: string[], env: Record<string, string> = {}) => {
    const { status, stderr } = await run(name, args, { ...key, ...env });
    expect([status, stderr.split('\n').length]).toEqual([1, 2]);
    return stderr;
  };

  it('a command names the bad folder, file or value in one sentence', async () => {
    const [missing, to] = [join(testFolder(), 'none'), join(testFolder(), 'to')];
    const [folder, file] = [join(testFolder(), 'folder'), join(testFolder(), 'file')];
    mkdirSync(folder);
    writeFileSync(file, '');
    expect(await refusal('api/homes/keep/restore-cli.ts', ['--from', folder, '--to', to])).toContain(
      `${folder} 是文件夹`,
    );
    expect(await refusal('api/homes/keep/restore-cli.ts', ['--from', missing, '--to', to])).toContain(
      `${missing} 不存在`,
    );
    expect(await refusal('api/homes/keep/backup-cli.ts', ['--to', to], { DATA_DIR: missing })).toContain(
      `没有 ${missing} 这个文件夹`,
    );
    expect(await refusal('api/homes/keep/backup-cli.ts', ['--to', to], { DATA_DIR: file })).toContain(
      `${file} 不是文件夹`,
    );
    expect(await refusal('api/homes/keep/export-cli.ts', ['--office', 'Guanxian1', '--to', to])).toBe(
      '地区代码只能是小写字母，如 mouxian：请检查 --office\n',
    );
    expect(await refusal('seeds/import/cli.ts', [missing])).toBe(`没有 ${missing} 这个文件。\n`);
    expect(await refusal('seeds/import/cli.ts', [folder])).toBe(`${folder} 是文件夹，请写明是哪一个文件。\n`);
  });
});
