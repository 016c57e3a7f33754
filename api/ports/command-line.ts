// Shared by all commands: argument parsing with --help, and errors as one sentence instead of a stack trace.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import * as z from 'zod';

/** Commands with a Chinese usage text, for office staff, print Chinese errors too. */
const isChinese = (usage: string) => usage.startsWith('用法');

/** Node's message has several sentences; only the first one states the error. */
const firstSentence = (message: string) => message.split(/\.\s/u, 1)[0] ?? message;

/**
 * Parses this process's arguments. For --help, prints the usage and exits with 0. For an unknown option, prints the error
 * and the usage and exits with `wrongUse`.
 *
 * @param usageErrorCode exit code for an unknown option; 2 where 1 has a meaning of its own
 */
export function readArguments<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
  usageErrorCode = 1,
): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    console.info(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    const errorText = error instanceof Error ? firstSentence(error.message) : String(error);
    console.error(`${isChinese(usage) ? `参数不对：${errorText}` : `${errorText}.`}\n\n${usage}`);
    process.exit(usageErrorCode);
  }
}

type Language = 'en' | 'zh';

/** An error from code that English and Chinese commands share. Its message is the English text. */
export class BilingualError extends Error {
  readonly chinese: string;

  constructor(english: string, chinese: string, options?: ErrorOptions) {
    super(english, options);
    this.chinese = chinese;
  }
}

/** System error codes, explained to the person who typed the path. */
const systemErrorTexts: Record<string, Record<Language, string>> = {
  EACCES: {
    en: 'cannot be opened by this user: run this as its owner, or check its mode (ls -l)',
    zh: '当前用户无权打开：请以文件所有者的身份运行，或检查文件权限（ls -l）',
  },
  EISDIR: { en: 'is a folder, but must be a file', zh: '是文件夹，这里应当是文件' },
  EEXIST: { en: 'already exists', zh: '已经存在' },
  ENOENT: { en: 'does not exist: check the path', zh: '不存在：请检查路径' },
  ENOSPC: { en: 'cannot be written: the disk is full', zh: '写不下：磁盘已满' },
  ENOTDIR: { en: 'is not a folder', zh: '不是文件夹' },
  EPERM: { en: 'cannot be changed by this user', zh: '当前用户无权修改' },
  EROFS: { en: 'is on a read-only disk', zh: '所在的磁盘只能读' },
};

/** True if the command's input caused the error. Any other error is a bug and gets a stack trace. */
export const isInputError = (error: unknown): boolean =>
  error instanceof z.ZodError || (error instanceof Error && 'code' in error && String(error.code) in systemErrorTexts);

function describeSystemError(error: Error, language: Language): string | null {
  const texts = 'code' in error && typeof error.code === 'string' ? systemErrorTexts[error.code] : undefined;
  if (texts === undefined) return null;
  if ('path' in error && typeof error.path === 'string') return `${error.path} ${texts[language]}`;
  // Errors from reading an open file do not contain its path.
  return language === 'zh' ? `文件${texts.zh}（${error.message}）` : `it ${texts.en} (${error.message})`;
}

/** Explains an error in one sentence to the person who runs the command. */
export function explainError(error: unknown, language: Language = 'en'): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => [...path.map(String), message].join(': ')).join('; ');
  if (!(error instanceof Error)) return String(error);
  if (error instanceof BilingualError && language === 'zh') return error.chinese;
  return describeSystemError(error, language) ?? error.message;
}
