// Written by npm run build: one import for each rule file of this folder.
import defaultRules from './default.json' with { type: 'json' };
import guanxian2021Rules from './guanxian-2021.json' with { type: 'json' };
import lawRules from './law.json' with { type: 'json' };
import taiqian2021Rules from './taiqian-2021.json' with { type: 'json' };

export const ruleFiles: Record<string, unknown> = {
  'default.json': defaultRules,
  'guanxian-2021.json': guanxian2021Rules,
  'law.json': lawRules,
  'taiqian-2021.json': taiqian2021Rules,
};
