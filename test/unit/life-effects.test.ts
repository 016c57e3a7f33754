// What each fact changes in the standing of a comment, and that it changes nothing else.
import { describe, expect, it } from 'vitest';
import { deriveStanding } from '../../api/life/derive-standing.ts';
import type { ActedEvent } from '../../api/life/life.ts';
import { assigned, changesOf, received, replied } from '../support/comment-events.ts';

const unit = 'minzhengju';
const withHelper: ActedEvent = { ...assigned, helpers: 'jiaotiju' };
const urged: ActedEvent = { type: 'urged', at: 3, reason: '明天到期' };
const drafted: ActedEvent = { type: 'drafted', at: 3, unit, text: 'hash', actor: 'wang' };
const held: ActedEvent = { type: 'held', at: 2, reason: 'unproved' };
const disputed: ActedEvent = { type: 'disputed', at: 6, text: 'hash' };
const published: ActedEvent = { type: 'published', at: 5, files: '1,3', blackouts: 'text:1-3,reply:0-2' };
const duplicate: ActedEvent = { type: 'declined', at: 2, reason: '', calendar: 4, duplicateOf: 'GX261119-7K3QF' };
const objection: ActedEvent = { type: 'disputed', at: 3, text: 'hash', ground: 'other-matter' };
const upheldRefusal: ActedEvent = { type: 'upheld', at: 4, reason: '同一件事', refusal: true };
const reopened: ActedEvent = { type: 'reopened', at: 4, unit, helpers: 'jiaotiju' };
const draft = { isInReview: true, unit, authors: ['wang'], passedBy: [] };
const blackouts = [
  { part: 'text', from: 1, to: 3 },
  { part: 'reply', from: 0, to: 2 },
];
const takenDown = { isPublished: false, takenDownAt: 6, publicFiles: [], blackouts: [] };

describe('a comment that was just received', () => {
  it('is a standard comment at the desk, with a running clock, neither held, urged, drafted, published nor rated', () => {
    expect(deriveStanding([received])).toEqual({
      state: 'received',
      classification: 'standard',
      category: null,
      unit: null,
      helpers: [],
      receivedAt: 1,
      stoppedAt: null,
      stoppedBy: null,
      turns: [{ by: 'desk', since: 1 }],
      judgedBy: null,
      verdict: null,
      isBound: false,
      reclassifications: [],
      draft: null,
      heldBecause: null,
      urgedAt: null,
      isPublished: false,
      takenDownAt: null,
      publicFiles: [],
      blackouts: [],
      lastBlackouts: [],
      isConsentWithdrawn: false,
      rating: null,
      isReplyDisputed: false,
      wasDisputed: false,
      duplicateOf: null,
      wasDuplicateDisputed: false,
      isReopened: false,
      isAnswered: false,
      version: 1,
    });
  });
});

describe('what a fact changes', () => {
  it.each<[string, ActedEvent[], object]>([
    ['holding', [held], { heldBecause: 'unproved' }],
    [
      'naming the subject',
      [{ type: 'categorized', at: 2, about: 'units/guanxian/yibaoju', kind: 'help', title: '冠县医疗保障局' }],
      { category: { about: 'units/guanxian/yibaoju', kind: 'help' } },
    ],
    ['releasing', [held, { type: 'released', at: 3 }], { heldBecause: null }],
    [
      'changing the classification',
      [{ type: 'classified', at: 2, from: 'standard', to: 'simple', reason: '简单' }],
      { classification: 'simple', reclassifications: [{ at: 2, from: 'standard', to: 'simple' }] },
    ],
    ['assigning', [withHelper], { state: 'assigned', unit, helpers: ['jiaotiju'] }],
    ['advising', [withHelper, { type: 'advised', at: 3, unit: 'jiaotiju', text: 'hash' }], {}],
    ['urging', [assigned, urged], { urgedAt: 3 }],
    [
      'replying',
      [assigned, urged, drafted, { ...replied, at: 5 }],
      {
        state: 'replied',
        stoppedAt: 5,
        stoppedBy: 'reply',
        judgedBy: 1,
        urgedAt: null,
        draft: null,
        isAnswered: true,
      },
    ],
    [
      'declining',
      [{ type: 'declined', at: 2, reason: '', calendar: 4 }],
      { state: 'declined', stoppedAt: 2, stoppedBy: 'refusal', judgedBy: 4 },
    ],
    [
      'withdrawing',
      [assigned, urged, drafted, { type: 'withdrawn', at: 4 }],
      { state: 'withdrawn', stoppedAt: 4, stoppedBy: 'withdrawal', urgedAt: null, draft: null },
    ],
    [
      'publishing',
      [assigned, replied, published],
      { isPublished: true, publicFiles: [1, 3], blackouts, lastBlackouts: blackouts },
    ],
    [
      'publishing without files or redactions',
      [assigned, replied, { type: 'published', at: 5 }],
      { isPublished: true },
    ],
    ['unpublishing', [assigned, replied, published, { type: 'unpublished', at: 6, reason: '有误' }], takenDown],
    [
      'withdrawing consent',
      [assigned, replied, published, { type: 'consent-withdrawn', at: 6 }],
      { ...takenDown, isConsentWithdrawn: true },
    ],
    ['erasing personal data', [assigned, replied, published, { type: 'erased', at: 6 }], { publicFiles: [] }],
    [
      'rating',
      [assigned, replied, { type: 'rated', at: 6, solved: 5, speed: 4, manner: 3 }],
      { rating: { solved: 5, speed: 4, manner: 3 } },
    ],
    ['disputing', [assigned, replied, disputed], { state: 'disputed', isReplyDisputed: true, wasDisputed: true }],
    [
      'declining a duplicate',
      [duplicate],
      { state: 'declined', stoppedAt: 2, stoppedBy: 'refusal', judgedBy: 4, duplicateOf: 'GX261119-7K3QF' },
    ],
    [
      'saying that it is another matter',
      [duplicate, objection],
      { state: 'disputed', isReplyDisputed: true, wasDuplicateDisputed: true },
    ],
    ['upholding a refusal', [duplicate, objection, upheldRefusal], { state: 'declined' }],
    ['taking up again', [duplicate, objection, reopened], { unit, helpers: ['jiaotiju'], isReopened: true }],
    [
      'replying to what was taken up again',
      [duplicate, objection, reopened, { ...replied, at: 8 }],
      { state: 'replied', isAnswered: true, isReplyDisputed: false },
    ],
    [
      'upholding a reply whose correction was sent back',
      [
        assigned,
        replied,
        disputed,
        drafted,
        { type: 'reviewed', at: 8, passed: false, reason: '缺依据' },
        { type: 'upheld', at: 9, reason: '已答' },
      ],
      { state: 'replied', draft: null },
    ],
    [
      'sending a correction back',
      [assigned, replied, disputed, drafted, { type: 'reviewed', at: 8, passed: false, reason: '缺依据' }],
      { draft: { ...draft, isInReview: false } },
    ],
    [
      'correcting a reply with redactions',
      [assigned, replied, published, disputed, drafted, { type: 'corrected', at: 9, unit, text: 'h', reason: '补充' }],
      {
        ...takenDown,
        takenDownAt: 9,
        state: 'replied',
        isReplyDisputed: false,
        lastBlackouts: blackouts.slice(0, 1),
        draft: null,
      },
    ],
    [
      'correcting a reply without redactions',
      [
        assigned,
        replied,
        { ...published, blackouts: 'text:1-3' },
        disputed,
        { type: 'corrected', at: 9, unit, text: 'h', reason: '补充' },
      ],
      { state: 'replied', isReplyDisputed: false },
    ],
    [
      'recounting the window',
      [assigned, { type: 'recomputed', at: 3, from: '2027-01-08', to: '2027-01-11', calendar: 2 }],
      {},
    ],
    ['viewing the contact', [assigned, { type: 'contact-viewed', at: 3, reason: '核实地址' }], {}],
  ])('%s changes this and nothing else', (_, events, changes) => {
    expect(changesOf([received, ...events])).toEqual(changes);
  });
});
