// Parses the built site's `_headers` like Cloudflare: response headers of files, by address.

export interface HeaderRule {
  matches(path: string): boolean;
  added: [string, string][];
  /** Names of headers of earlier rules to remove (`! Name`). */
  removed: string[];
}

/** Converts `/pagefind/*` or `/:part/` to a regular expression. */
function toPattern(text: string): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return new RegExp(`^${escaped.replaceAll('\\*', '.*').replace(/:[a-z]\w*/giu, '[^/]+')}$`, 'su');
}

/** @throws Error with the number of a line that is neither an address nor a header */
export function parseHeaders(text: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    if (trimmed.startsWith('/')) {
      const pattern = toPattern(trimmed);
      rules.push({ matches: (path) => pattern.test(path), added: [], removed: [] });
      continue;
    }
    const rule = rules.at(-1);
    const [, removedName] = /^! *([\w-]+)$/u.exec(trimmed) ?? [];
    const [, name, value] = /^([\w-]+): *(.+)$/u.exec(trimmed) ?? [];
    if (rule && removedName) rule.removed.push(removedName);
    else if (rule && name && value) rule.added.push([name, value]);
    else throw new Error(`_headers: line ${index + 1} is neither an address nor a header`);
  }
  return rules;
}

/** Applies the rules that match a file's address, in order. */
export function applyHeaders(rules: HeaderRule[], path: string, headers: Headers): void {
  const isSet = new Set<string>();
  for (const rule of rules.filter(({ matches }) => matches(path))) {
    for (const name of rule.removed) headers.delete(name);
    for (const [name, value] of rule.added) {
      // The first rule replaces the file's own value; further rules append.
      if (isSet.has(name.toLowerCase())) headers.append(name, value);
      else headers.set(name, value);
      isSet.add(name.toLowerCase());
    }
  }
}
