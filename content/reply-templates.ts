// Templates for replies, written for this site. Each has placeholders that the clerk must fill in.
import { z } from 'zod';
import { type ReplyTemplate, replyTemplateSchema } from '../api/contract/reply.ts';
import file from './reply-templates.json' with { type: 'json' };

export const replyTemplates: ReplyTemplate[] = z.array(replyTemplateSchema).parse(file);
