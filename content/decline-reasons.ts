// Reasons to decline a comment, each with the right channel, which is statutory and available nationwide, and its source.
import { z } from 'zod';
import { type DeclineReason, declineReasonSchema } from '../api/contract/decline.ts';
import file from './decline-reasons.json' with { type: 'json' };

export const declineReasons: DeclineReason[] = z.array(declineReasonSchema).parse(file);
