// Combines the files of content/rules/: the site's default rule, jurisdictions' reply rules, and other windows.
import { z } from 'zod';
import type { DatedRule, NamedWindow, ReplyRule } from '../../api/contract/rules.ts';
import { type RuleFile, type RuleSource, ruleFileSchema } from './schema.ts';

/** The page that explains the site's own rule. */
const siteRulePage = '/clock/';

export interface Rules {
  siteDefault: ReplyRule;
  rules: DatedRule[];
  namedWindows: NamedWindow[];
}

function citationOf(source: RuleSource): { source: string; url: string | null } {
  if ('document' in source) return { source: source.cited, url: `/documents/${source.document}/${source.part}/` };
  if ('law' in source) return { source: `《${source.law}》${source.article}`, url: null };
  return { source: source.site, url: null };
}

function readFile(name: string, data: unknown): RuleFile {
  const parsed = ruleFileSchema.safeParse(data);
  if (!parsed.success) throw new Error(`content/rules/${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function replyRule(reply: NonNullable<RuleFile['reply']>, isDefault: boolean): ReplyRule {
  const { source, url } = citationOf(reply.source);
  return {
    workingDays: reply.workingDays,
    closesAt: reply.closesAt,
    source,
    clause: reply.clause,
    url: url ?? siteRulePage,
    isDefault,
  };
}

type NamedFile = [name: string, file: RuleFile];

const isDefaultRule = ({ jurisdiction, reply }: RuleFile) => jurisdiction === null && reply !== undefined;

/** Sorts files by name, with the site's default first, so that the calculator's list has a stable order. */
const defaultFirst = ([a, fileA]: NamedFile, [b, fileB]: NamedFile) =>
  Number(isDefaultRule(fileB)) - Number(isDefaultRule(fileA)) || (a < b ? -1 : 1);

/** Collects the windows. A jurisdiction's window replaces the site's with the same id; jurisdictions cannot share an id. */
function gatherWindows(files: NamedFile[]): NamedWindow[] {
  const found = new Map<string, { window: NamedWindow; name: string; isSiteWide: boolean }>();
  for (const [name, { jurisdiction, windows }] of files) {
    for (const { id, name: title, workingDays, source, clause } of windows) {
      const isSiteWide = jurisdiction === null;
      const known = found.get(id);
      if (known && known.isSiteWide === isSiteWide)
        throw new Error(`content/rules/${name}: ${known.name} already defines the window ${id}`);
      if (known && isSiteWide) continue;
      const window = { id, name: title, workingDays, ...citationOf(source), clause };
      found.set(id, { window, name, isSiteWide });
    }
  }
  return [...found.values()].map(({ window }) => window);
}

/**
 * @param files content of each file, by name
 * @throws Error that names the faulty file
 */
export function gatherRules(files: Record<string, unknown>): Rules {
  const parsed = Object.entries(files)
    .map(([name, data]): NamedFile => [name, readFile(name, data)])
    .sort(defaultFirst);
  const defaults: ReplyRule[] = [];
  const rules: DatedRule[] = [];
  for (const [name, file] of parsed) {
    if (!file.reply) continue;
    if (file.jurisdiction === null) {
      if (defaults.length > 0) throw new Error(`content/rules/${name}: the site already has a default reply rule`);
      defaults.push(replyRule(file.reply, true));
      continue;
    }
    const { since, reviewers } = file.reply;
    const rule = { jurisdiction: file.jurisdiction, since, ...replyRule(file.reply, false) };
    rules.push(reviewers === undefined ? rule : { ...rule, reviewers });
  }
  const [siteDefault] = defaults;
  if (!siteDefault)
    throw new Error('content/rules: no file sets the default reply rule of the site (jurisdiction null)');
  return { siteDefault, rules, namedWindows: gatherWindows(parsed) };
}
