// What every command line of this program has in common: its usage for --help, and a sentence instead of a stack trace.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import * as z from 'zod';

/** The office's own commands speak its language; the words are those of their usage. */
const isChinese = (usage: string) => usage.startsWith('用法');

/** Node's own sentence is one of several: the first says what is wrong, the others how to write what nobody meant. */
const firstSentence = (message: string) => message.split(/\.\s/u, 1)[0] ?? message;

/**
 * Reads the arguments of this process. Ends it with the usage where that is asked for (0), and with one line and the usage
 * where there is an option that the command does not know (1).
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

/** What the system's short names mean to whoever typed the path. */
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

/** Whether an error comes from what the command was given; anything else is a fault of the program, and shows its trace. */
export const isOfInput = (error: unknown): boolean =>
  error instanceof z.ZodError || (error instanceof Error && 'code' in error && String(error.code) in systemWords);

/** Why something failed, in a sentence for whoever runs a command. */
export function sentenceOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => [...path.map(String), message].join(': ')).join('; ');
  if (!(error instanceof Error)) return String(error);
  const words = 'code' in error && typeof error.code === 'string' ? systemWords[error.code] : undefined;
  if (words === undefined) return error.message;
  // Reading from what is open already, the system does not say what.
  return 'path' in error && typeof error.path === 'string'
    ? `${error.path} ${words}`
    : `it ${words} (${error.message})`;
}
