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

/** Meaning of the system's error codes for whoever typed the path. */
const systemWords: Record<string, string> = {
  EACCES: 'may not be opened by this user: run this as its owner, or look at its mode (ls -l)',
  EISDIR: 'is a folder, and should be a file',
  EEXIST: 'is there already',
  ENOENT: 'is not there: is the path right?',
  ENOSPC: 'does not fit: the disk is full',
  ENOTDIR: 'is no folder',
  EPERM: 'may not be changed by this user',
  EROFS: 'lies on a disk that can only be read',
};

/** True if the command's input caused the error; any other error is a bug and shows its trace. */
export const isOfInput = (error: unknown): boolean =>
  error instanceof z.ZodError || (error instanceof Error && 'code' in error && String(error.code) in systemWords);

/** Explains a failure in one sentence to whoever runs a command. */
export function sentenceOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => [...path.map(String), message].join(': ')).join('; ');
  if (!(error instanceof Error)) return String(error);
  const words = 'code' in error && typeof error.code === 'string' ? systemWords[error.code] : undefined;
  if (words === undefined) return error.message;
  // When reading an open file, the system does not name it.
  return 'path' in error && typeof error.path === 'string'
    ? `${error.path} ${words}`
    : `it ${words} (${error.message})`;
}
