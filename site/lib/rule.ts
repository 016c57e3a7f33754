// A jurisdiction's reply rule, as the API applies it.
import { ruleFinder } from '../../api/domain/clock/rules.ts';
import { rules, siteDefaults } from '../../content/rules/index.ts';

export const ruleOf = ruleFinder(rules, ...siteDefaults);

export const hasOwnRule = (jurisdiction: string): boolean => rules.some((rule) => rule.jurisdiction === jurisdiction);
