// Every jurisdiction's reply rule; a new one is added here.
import { ruleSchema } from '../schema.ts';
import guanxian from './guanxian.json' with { type: 'json' };

export const rules = [ruleSchema.parse(guanxian)];
