// A jurisdiction's reply rule, as the API applies it.
import { ruleFinder } from '../../api/domain/clock/rules.ts';
import { rules } from '../../content/rules/index.ts';

export const ruleOf = ruleFinder(rules);
