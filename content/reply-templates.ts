// Starting texts for a reply: written for this site, neutral, each with placeholders that must be filled in.
import { z } from 'zod';
import { type ReplyTemplate, replyTemplateSchema } from '../api/contract/reply.ts';
import file from './reply-templates.json' with { type: 'json' };

export const replyTemplates: ReplyTemplate[] = z.array(replyTemplateSchema).parse(file);
