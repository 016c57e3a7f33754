// Combines the files of content/rules/: the site's default rule, jurisdictions' reply rules, and other windows.
import { z } from 'zod';
import type { DatedRule, NamedWindow, ReplyRule, SiteRule } from '../../api/contract/rules.ts';
import { type RuleFile, type RuleSource, ruleFileSchema } from './schema.ts';

/** The page that explains the site's own rule. */
const siteRulePage = '/clock/';

export interface Rules {
  /** The newest default of the site. */
  siteDefault: SiteRule;
  /** Every default that the site had, newest first. */
  siteDefaults: [SiteRule, ...SiteRule[]];
  rules: DatedRule[];
  /** The file of each dated rule, for the person who must restore it. */
  fileOf(rule: DatedRule | SiteRule): string;
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

/**
 * Collects the windows. A jurisdiction's window replaces the site's with the same id, and that of an older file of the same
 * jurisdiction; jurisdictions cannot share an id.
 */
function gatherWindows(files: NamedFile[]): NamedWindow[] {
  const found = new Map<string, { window: NamedWindow; name: string; jurisdiction: string | null; since: string }>();
  for (const [name, { jurisdiction, windows, reply }] of files) {
    const since = reply?.since ?? '';
    for (const { id, name: title, workingDays, source, clause } of windows) {
      const known = found.get(id);
      const isNewer = known?.jurisdiction === jurisdiction && known.since !== since;
      if (known && !isNewer && (known.jurisdiction === null) === (jurisdiction === null))
        throw new Error(`content/rules/${name}: ${known.name} already defines the window ${id}`);
      if (known && (isNewer ? since < known.since : jurisdiction === null)) continue;
      const window = { id, name: title, workingDays, ...citationOf(source), clause };
      found.set(id, { window, name, jurisdiction, since });
    }
  }
  return [...found.values()].map(({ window }) => window);
}

/** @returns a function that remembers the file of each rule, and refuses a second rule of the same day */
function rememberFiles() {
  const files = new Map<string, string>();
  const keyOf = (jurisdiction: string | null, since: string) => `${jurisdiction ?? ''}@${since}`;
  return {
    add(name: string, jurisdiction: string | null, since: string): void {
      const key = keyOf(jurisdiction, since);
      const known = files.get(key);
      if (known) throw new Error(`content/rules/${name}: ${known} already has a reply rule since ${since}`);
      files.set(key, name);
    },
    fileOf: (rule: DatedRule | SiteRule): string =>
      `content/rules/${files.get(keyOf('jurisdiction' in rule ? rule.jurisdiction : null, rule.since ?? '')) ?? ''}`,
  };
}

/**
 * @param files content of each file, by name
 * @throws Error that names the faulty file
 */
export function gatherRules(files: Record<string, unknown>): Rules {
  const parsed = Object.entries(files)
    .map(([name, data]): NamedFile => [name, readFile(name, data)])
    .sort(defaultFirst);
  const defaults: SiteRule[] = [];
  const rules: DatedRule[] = [];
  const remembered = rememberFiles();
  for (const [name, file] of parsed) {
    if (!file.reply) continue;
    const { since } = file.reply;
    remembered.add(name, file.jurisdiction, since);
    if (file.jurisdiction === null) {
      defaults.push({ since, ...replyRule(file.reply, true) });
      continue;
    }
    const { reviewers } = file.reply;
    const rule = { jurisdiction: file.jurisdiction, since, ...replyRule(file.reply, false) };
    rules.push(reviewers === undefined ? rule : { ...rule, reviewers });
  }
  const [siteDefault, ...older] = defaults.sort((a, b) => ((a.since ?? '') < (b.since ?? '') ? 1 : -1));
  if (!siteDefault)
    throw new Error('content/rules: no file sets the default reply rule of the site (jurisdiction null)');
  return {
    siteDefault,
    siteDefaults: [siteDefault, ...older],
    rules,
    fileOf: remembered.fileOf,
    namedWindows: gatherWindows(parsed),
  };
}
