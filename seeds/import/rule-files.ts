// Generates content/rules/files.ts, which imports every rule file by name, because neither Node nor the Worker's bundler can
// import a folder. The build runs this; a test and `npm run deadline` reject an outdated file.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

export const ruleFolder = 'content/rules';
const listPath = `${ruleFolder}/files.ts`;

/** Builds the file's text, in the linter's format. */
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

/** @returns an error message if the file is outdated; otherwise null */
export const findStaleRuleList = (): string | null =>
  readFileSync(listPath, 'utf8') === currentText()
    ? null
    : `${listPath} does not list the rule files of its folder: run npm run build`;

/** Updates content/rules/files.ts if it is outdated. */
export function writeRuleList(): void {
  if (findStaleRuleList()) writeFileSync(listPath, currentText());
}
