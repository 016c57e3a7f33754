// Shared by all commands: usage for --help, and one sentence instead of a stack trace.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import * as z from 'zod';

/** Commands for the office speak Chinese; their usage text decides. */
const isChinese = (usage: string) => usage.startsWith('用法');

/** Node's message has several sentences: the first says what is wrong, the rest explains unlikely intentions. */
const firstSentence = (message: string) => message.split(/\.\s/u, 1)[0] ?? message;

/**
 * Parses this process's arguments. Exits with the usage for --help (0), or with one line and the usage for an
 * unknown option (1).
 */
export function readArguments<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    console.info(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    const said = error instanceof Error ? firstSentence(error.message) : String(error);
    console.error(`${isChinese(usage) ? `参数不对：${said}` : `${said}.`}\n\n${usage}`);
    process.exit(1);
  }
}

type Language = 'en' | 'zh';

/** An error from code that commands of both languages share. Its message is the English sentence. */
export class BilingualError extends Error {
  readonly chinese: string;

  constructor(english: string, chinese: string, options?: ErrorOptions) {
    super(english, options);
    this.chinese = chinese;
  }
}

/** Meaning of the system's error codes for whoever typed the path. */
const systemWords: Record<string, Record<Language, string>> = {
  EACCES: {
    en: 'may not be opened by this user: run this as its owner, or look at its mode (ls -l)',
    zh: '当前用户无权打开：请以文件所有者的身份运行，或检查文件权限（ls -l）',
  },
  EISDIR: { en: 'is a folder, and should be a file', zh: '是文件夹，这里应当是文件' },
  EEXIST: { en: 'is there already', zh: '已经存在' },
  ENOENT: { en: 'is not there: is the path right?', zh: '不存在：请检查路径' },
  ENOSPC: { en: 'does not fit: the disk is full', zh: '写不下：磁盘已满' },
  ENOTDIR: { en: 'is no folder', zh: '不是文件夹' },
  EPERM: { en: 'may not be changed by this user', zh: '当前用户无权修改' },
  EROFS: { en: 'lies on a disk that can only be read', zh: '所在的磁盘只能读' },
};

/** True if the command's input caused the error; any other error is a bug and shows its trace. */
export const isInputError = (error: unknown): boolean =>
  error instanceof z.ZodError || (error instanceof Error && 'code' in error && String(error.code) in systemWords);

function describeSystemError(error: Error, language: Language): string | null {
  const words = 'code' in error && typeof error.code === 'string' ? systemWords[error.code] : undefined;
  if (words === undefined) return null;
  if ('path' in error && typeof error.path === 'string') return `${error.path} ${words[language]}`;
  // When reading an open file, the system does not name it.
  return language === 'zh' ? `文件${words.zh}（${error.message}）` : `it ${words.en} (${error.message})`;
}

/** Explains a failure in one sentence to whoever runs a command. */
export function explainError(error: unknown, language: Language = 'en'): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => [...path.map(String), message].join(': ')).join('; ');
  if (!(error instanceof Error)) return String(error);
  if (error instanceof BilingualError && language === 'zh') return error.chinese;
  return describeSystemError(error, language) ?? error.message;
}
