// Reasons to decline a comment, each with the right channel: lawful and available nationwide, with source.
import { z } from 'zod';
import { type DeclineReason, declineReasonSchema } from '../api/contract/decline.ts';
import file from './decline-reasons.json' with { type: 'json' };

export const declineReasons: DeclineReason[] = z.array(declineReasonSchema).parse(file);
