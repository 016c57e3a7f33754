// The reply rules and other windows of working days. Each file of this folder is one source; files.ts imports them all.
import { ruleFiles } from './files.ts';
import { gatherRules } from './gather.ts';

export const { siteDefault, siteDefaults, rules, fileOf, namedWindows } = gatherRules(ruleFiles);
