// Why a comment may be declined, each with the right channel: lawful ways that exist everywhere in the country, with source.
import { z } from 'zod';
import { type DeclineReason, declineReasonSchema } from '../api/contract/decline.ts';
import file from './decline-reasons.json' with { type: 'json' };

export const declineReasons: DeclineReason[] = z.array(declineReasonSchema).parse(file);
