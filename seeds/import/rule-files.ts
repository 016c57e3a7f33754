// content/rules/files.ts imports every rule file by name, because neither Node nor the Worker's bundler reads a folder.
// The build writes it; a test and `npm run deadline` refuse an outdated one.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

export const ruleFolder = 'content/rules';
const listPath = `${ruleFolder}/files.ts`;

/** The file's text for these rule files, formatted as the linter wants it. */
export function describeRuleFiles(names: string[]): string {
  const sorted = [...names].sort();
  const nameOf = (file: string) =>
    `${file.slice(0, -'.json'.length).replace(/-(.)/gu, (_, letter: string) => letter.toUpperCase())}Rules`;
  return `// Written by npm run build: one import for each rule file of this folder.
${sorted.map((file) => `import ${nameOf(file)} from './${file}' with { type: 'json' };\n`).join('')}
export const ruleFiles: Record<string, unknown> = {
${sorted.map((file) => `  '${file}': ${nameOf(file)},\n`).join('')}};
`;
}

const currentText = (): string => describeRuleFiles(readdirSync(ruleFolder).filter((name) => name.endsWith('.json')));

/** @returns what is out of date, in a sentence; null if nothing is */
export const findStaleRuleList = (): string | null =>
  readFileSync(listPath, 'utf8') === currentText()
    ? null
    : `${listPath} does not list the rule files of its folder: run npm run build`;

/** Brings content/rules/files.ts up to date; leaves a current one untouched. */
export function writeRuleList(): void {
  if (findStaleRuleList()) writeFileSync(listPath, currentText());
}
