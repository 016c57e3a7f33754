// What a reply may begin with: written for this site, neutral, and each with places that have to be filled in.
import { z } from 'zod';
import { type ReplyTemplate, replyTemplateSchema } from '../api/contract/reply.ts';
import file from './reply-templates.json' with { type: 'json' };

export const replyTemplates: ReplyTemplate[] = z.array(replyTemplateSchema).parse(file);
